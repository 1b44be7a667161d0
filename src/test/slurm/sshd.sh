#!/bin/bash
# An ssh server on this machine that knows one key, and the entry "cluster" in the user's ssh configuration that leads to
# it; the configuration that was there is put back in the end. Needs Debian's openssh-server and openssh-client.
#
#   sshd.sh start DIR
#   sshd.sh stop DIR
set -euo pipefail
action=$1
dir=$2
port=${SSH_TEST_PORT:-26922}
mine=~/.ssh/config

case $action in
start)
    umask 077
    mkdir -p ~/.ssh /run/sshd
    ssh-keygen -q -t ed25519 -N '' -f "$dir/host"
    ssh-keygen -q -t ed25519 -N '' -f "$dir/user"
    cp "$dir/user.pub" "$dir/authorized"
    [ -f "$mine" ] && cp "$mine" "$dir/config-before"
    cat >>"$mine" <<CONF

Host cluster
    HostName 127.0.0.1
    Port $port
    IdentityFile $dir/user
    StrictHostKeyChecking no
    UserKnownHostsFile $dir/known
CONF
    /usr/sbin/sshd -f /dev/null -E "$dir/log" -p "$port" -h "$dir/host" \
        -o "AuthorizedKeysFile=$dir/authorized" -o "PidFile=$dir/pid" -o StrictModes=no -o UsePAM=no \
        -o PermitRootLogin=prohibit-password -o "SetEnv=SLURM_CONF=$SLURM_CONF" -o LogLevel=VERBOSE
    ;;
stop)
    kill "$(cat "$dir/pid")"
    if [ -f "$dir/config-before" ]; then cp "$dir/config-before" "$mine"; else rm -f "$mine"; fi
    ;;
esac
