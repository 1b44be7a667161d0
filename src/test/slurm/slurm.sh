#!/bin/bash
# A Slurm of its own on this machine, for tests and for trying out: a controller and three nodes of one core each, all of
# whose files are in one folder. Needs Debian's slurm-wlm and munge, and root.
#
#   slurm.sh start DIR    # then: export SLURM_CONF=DIR/slurm.conf
#   slurm.sh restart DIR  # the controller alone, as after a crash
#   slurm.sh lose DIR N   # the daemon of a node, as if it had lost its power; what runs there is to be killed as well
#   slurm.sh mend DIR N
#   slurm.sh stop DIR
#
# Partitions: "short" (the default, node1 and node2), "closed" (for submissions from another machine), "lonely" (node3, which
# finds DIR/unshared empty, as if it were no shared folder), "urgent" (node1 and node2, whose jobs preempt those of "short").
set -euo pipefail
action=$1
dir=$(mkdir -p "$2" && cd "$2" && pwd -P)
port=${SLURM_TEST_PORT:-26817}
export SLURM_CONF=$dir/slurm.conf

configure() {
    rm -rf "$dir/unshared" # what an earlier one left there
    chmod 755 "$dir"
    mkdir -p "$dir/state" "$dir/unshared" "$dir"/spool-node{1,2,3}
    dd if=/dev/urandom of="$dir/munge.key" bs=1024 count=1 status=none
    chmod 400 "$dir/munge.key"
    cat >"$dir/slurm.conf" <<CONF
ClusterName=test
SlurmctldHost=localhost
SlurmctldPort=$port
SlurmUser=$(id -un)
SlurmdUser=$(id -un)
AuthType=auth/munge
AuthInfo=socket=$dir/munge.sock,cred_expire=5
StateSaveLocation=$dir/state
SlurmdSpoolDir=$dir/spool-%n
SlurmctldPidFile=$dir/slurmctld.pid
SlurmdPidFile=$dir/slurmd-%n.pid
SlurmctldLogFile=$dir/slurmctld.log
SlurmdLogFile=$dir/slurmd-%n.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
ReturnToService=2
MinJobAge=300
KillWait=10
SlurmdTimeout=15
PreemptType=preempt/partition_prio
PreemptMode=REQUEUE
SchedulerParameters=sched_interval=2,sched_min_interval=0,batch_sched_delay=0
MpiDefault=none
NodeName=node[1-3] NodeHostname=localhost NodeAddr=127.0.0.1 Port=[$((port + 1))-$((port + 3))] CPUs=1 RealMemory=4000
PartitionName=short Nodes=node[1-2] Default=YES MaxTime=10 PriorityTier=1 State=UP
PartitionName=urgent Nodes=node[1-2] MaxTime=10 PriorityTier=10 PreemptMode=OFF State=UP
PartitionName=closed Nodes=node[1-2] AllocNodes=elsewhere MaxTime=60 State=UP
PartitionName=lonely Nodes=node3 MaxTime=60 State=UP
CONF
}

case $action in
start)
    configure
    munged --socket="$dir/munge.sock" --key-file="$dir/munge.key" --pid-file="$dir/munge.pid" \
        --log-file="$dir/munge.log" --seed-file="$dir/munge.seed" --force 2>/dev/null
    slurmctld -c
    slurmd -N node1
    slurmd -N node2
    unshare --mount sh -c "mount -t tmpfs none '$dir/unshared' && exec slurmd -N node3"
    for _ in $(seq 60); do
        [ "$(sinfo -h -N -t idle -o %N 2>/dev/null | sort -u | wc -l)" = 3 ] && exit 0
        sleep 0.5
    done
    echo "the nodes do not come up; see $dir/*.log" >&2
    exit 1
    ;;
restart)
    pid=$(cat "$dir/slurmctld.pid")
    kill -9 "$pid"
    while kill -0 "$pid" 2>/dev/null; do sleep 0.1; done
    slurmctld
    ;;
lose)
    kill -9 "$(cat "$dir/slurmd-node$3.pid")"
    ;;
mend)
    slurmd -N "node$3"
    ;;
stop)
    scancel -u "$(id -un)" 2>/dev/null || true
    for pid in "$dir"/slurmd-node{1,2,3}.pid "$dir/slurmctld.pid"; do
        [ -f "$pid" ] && kill "$(cat "$pid")" 2>/dev/null || true
    done
    munged --stop --socket="$dir/munge.sock" --pid-file="$dir/munge.pid" 2>/dev/null || true
    ;;
*)
    echo "start, restart, lose, mend or stop, a folder, and for two of them the number of a node" >&2
    exit 2
    ;;
esac
