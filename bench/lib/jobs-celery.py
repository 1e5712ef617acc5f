"""Celery under measurement, on the Redis of BENCH_REDIS_URL. One command a process:

worker                  works until SIGTERM; BENCH_ACKS_LATE=1 acknowledges late and fetches one by one
drain COUNT SECONDS     stores messages, says "seeded", measures until none is left or the time is up
enqueue COUNT AT_ONCE   stores one by one from so many threads while nobody works
starts RATE SECONDS     asks for jobs at a steady pace while a worker works
"""

import json
import os
import sys
import threading
import time
import uuid

import redis
from celery import Celery

URL = os.environ["BENCH_REDIS_URL"]
PATIENCE = 10
LATE = os.environ.get("BENCH_ACKS_LATE") == "1"

app = Celery("bench", broker=URL)
app.conf.update(
    task_ignore_result=True,
    task_acks_late=LATE,
    worker_prefetch_multiplier=1 if LATE else 4,
    broker_connection_retry_on_startup=True,
)
store = redis.Redis.from_url(URL)


@app.task(name="bench.noop")
def noop(asked_at):
    if asked_at:
        store.rpush("bench-waits", time.time() - asked_at)


def percentile(values, share):
    ordered = sorted(values)
    return ordered[max(-(-int(share * 1000) * len(ordered) // 1000), 1) - 1]


def pace(waits, seconds):
    waits = [wait * 1000 for wait in waits]
    return {
        "perSecond": len(waits) / seconds,
        "p50": percentile(waits, 0.5),
        "p99": percentile(waits, 0.99),
    }


def seed(count):
    """Copies of one true message: delay() would take minutes for 200,000."""
    noop.delay(0)
    message = json.loads(store.lpop("celery"))
    while count > 0:
        pipe = store.pipeline(transaction=False)
        for _ in range(min(count, 1000)):
            name = str(uuid.uuid4())
            message["headers"].update(id=name, root_id=name)
            message["properties"].update(correlation_id=name, delivery_tag=str(uuid.uuid4()))
            pipe.lpush("celery", json.dumps(message))
        pipe.execute()
        count -= 1000


def left():
    with store.pipeline(transaction=True) as pipe:
        waiting, unacknowledged = pipe.llen("celery").hlen("unacked").execute()
    return waiting, unacknowledged


def drain(count, limit):
    seed(count)
    print("seeded", flush=True)
    deadline = time.time() + limit
    while left()[0] == count and time.time() < deadline:
        time.sleep(0.002)
    began = time.time()
    while sum(left()) > 0 and time.time() < deadline:
        time.sleep(0.005)
    done = count - sum(left())
    return {"jobsPerSecond": done / (time.time() - began), "done": done, "workerMs": None, "serverMs": None}


def enqueue(count, at_once):
    def store_all(total):
        waits = []
        numbers = iter(range(total))
        lock = threading.Lock()

        def caller():
            while True:
                with lock:
                    if next(numbers, None) is None:
                        return
                asked_at = time.perf_counter()
                noop.delay(0)
                waits.append(time.perf_counter() - asked_at)

        began = time.perf_counter()
        threads = [threading.Thread(target=caller) for _ in range(at_once)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return pace(waits, time.perf_counter() - began)

    store_all(count // 5)
    return store_all(count)


def starts(rate, seconds):
    def ask(total):
        store.delete("bench-waits")
        began = time.time()
        for number in range(total):
            time.sleep(max(0, began + number / rate - time.time()))
            noop.delay(time.time())
        deadline = time.time() + PATIENCE
        while store.llen("bench-waits") < total and time.time() < deadline:
            time.sleep(0.01)
        waits = [float(wait) for wait in store.lrange("bench-waits", 0, -1)]
        # Those that never began count as what they were given.
        return waits + [PATIENCE] * (total - len(waits))

    ask(int(rate * 2))
    waits = ask(int(rate * seconds))
    return pace(waits, seconds)


if __name__ == "__main__":
    command, *numbers = sys.argv[1:]
    if command == "worker":
        quiet = ["--without-gossip", "--without-mingle", "--without-heartbeat"]
        app.worker_main(["worker", "--loglevel=ERROR", *quiet])
    else:
        commands = {"drain": drain, "enqueue": enqueue, "starts": starts}
        print(json.dumps(commands[command](*map(int, numbers))), flush=True)
