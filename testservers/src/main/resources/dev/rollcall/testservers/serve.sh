#!/usr/bin/env bash
# serve.sh LOG COMMAND...
# Runs a server in a session of its own, prints PID=<its process id>, and ends when the server has ended with all its
# processes. It ends the server when its standard input ends, which also happens when whoever started it was killed.
set -u
log=$1
shift
exec 3<&0
# Some servers size their tables by this limit, which is a million in some containers.
ulimit -n 4096

setsid "$@" </dev/null >>"$log" 2>&1 3<&- &
pid=$!

# Is there a process of the server's group that is not a zombie?
left() {
    local file line fields
    for file in /proc/[0-9]*/stat; do
        { read -r line <"$file"; } 2>/dev/null || continue
        read -r -a fields <<<"${line##*) }" # state, parent, group, session, ...
        [[ "${fields[2]}" == "$pid" && "${fields[0]}" != Z ]] && return 0
    done
    return 1
}

end() {
    local round
    kill -TERM "$pid"
    kill -CONT -- "-$pid" # a suspended process hears nothing else
    for ((round = 0; round < 400; round++)); do
        left || return
        sleep 0.05
    done
    kill -KILL -- "-$pid"
} 2>/dev/null

trap '' HUP INT
trap end TERM
(
    while read -r -u 3 _; do :; done
    end
) >/dev/null &
watcher=$!
disown "$watcher" # its end is not worth a line in the log
exec 3<&-
echo "PID=$pid"

code=0
while kill -0 "$pid" 2>/dev/null; do # a signal interrupts "wait"
    wait "$pid"
    code=$?
done
for ((round = 0; round < 1500; round++)); do
    left || break
    ((round < 500)) || kill -KILL -- "-$pid" 2>/dev/null
    sleep 0.02
done
kill -KILL "$watcher" 2>/dev/null
exit "$code"
