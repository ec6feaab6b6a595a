#!/usr/bin/env bash
# samba.sh provision DIR REALM DOMAIN READER    passwords: ADMIN_PASSWORD, READER_PASSWORD
#     Makes a domain in DIR/domain which any address can serve, with lax rules for passwords and a user READER.
# samba.sh copy FROM TO                         copies a domain that nobody serves
# samba.sh load CONF SAM LDIF                   adds entries to a domain that nobody serves
set -euo pipefail
PATH=$PATH:/usr/sbin:/sbin
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

provision() {
    local dir=$1 sam=$1/domain/private/sam.ldb
    # The tool reads passwords from arguments only; the machine it runs on is a tester's own.
    samba-tool domain provision --targetdir="$dir/domain" --realm="$2" --domain="$3" --server-role=dc \
        --dns-backend=NONE --backend-store=mdb --adminpass="$ADMIN_PASSWORD" --host-name=dc1 --host-ip=127.0.0.1 \
        --option="interfaces=127.0.0.1/8" --option="bind interfaces only=yes"
    samba-tool domain passwordsettings set --complexity=off --min-pwd-length=1 --min-pwd-age=0 --max-pwd-age=0 \
        --history-length=0 -s "$dir/domain/etc/smb.conf" -H "$sam"
    samba-tool user create "$4" "$READER_PASSWORD" -s "$dir/domain/etc/smb.conf" -H "$sam"
}

case "$1" in
    provision) provision "$2" "$3" "$4" "$5" >&2 ;;
    copy) cp -a --sparse=always --reflink=auto "$2" "$3" ;;
    # Debian's own Python has Samba's modules, another one that comes first on the path has not.
    load) SMB_CONF_PATH=$2 /usr/bin/python3 "$here/samba-load.py" "$2" "$3" "$4" >&2 ;;
    *) exit 2 ;;
esac
