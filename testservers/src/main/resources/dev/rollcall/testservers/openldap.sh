#!/usr/bin/env bash
# openldap.sh load CONF DATABASE LDIF...
# Replaces the content of the (stopped) server's database by the entries of the files, in this order.
set -euo pipefail
PATH=$PATH:/usr/sbin:/sbin
[[ "$1" == load ]] || exit 2
conf=$2
database=$3
shift 3
rm -rf "$database"
mkdir -m 700 "$database"
cat "$@" | slapadd -q -f "$conf"
