"""Recomputes a metapolicy report (.json, .html) or trail (.ndjson) without the database: python3 verify_trail.py FILE [SEQ:HASH]

SEQ:HASH is a head that was kept elsewhere. Ends with 0 where all holds, else with 1 and what does not."""
import hashlib, html, json, re, sys


def check(holds, what):
    if not holds:
        raise ValueError(what)


def verify(text, head=None):
    if text.startswith("<!DOCTYPE html>"):
        text = html.unescape(re.search(r'<pre id="report">(.*?)</pre>', text, re.S).group(1))
    rows = [json.loads(line) for line in text.split("\n") if line]
    report = rows[0] if "chain" in rows[0] else None
    links = report["chain"] if report else rows
    events = [json.loads(link["canonical"]) for link in links]
    erased = set()
    for event, link in reversed(list(zip(events, links))):
        own = hashlib.sha256(link["canonical"].encode("utf-8")).hexdigest()
        listed = (event["seq"], link["hash"], own) in erased  # by a later erasure, which holds itself
        check(own == link["hash"] or listed, f"event {event['seq']}: its text does not have its hash")
        if event["action"] == "PARTICIPANT_ERASED":
            listing = json.loads(event["evidence"]).get("redacted", [])
            erased |= {(one["seq"], one["hash"], one["sha256"]) for one in listing}
    seq, previous = events[0]["seq"] - 1, "0" * 64 if events[0]["seq"] == 1 else events[0]["prev_hash"]
    for event, link in zip(events, links):
        seq += 1
        family = events[0].get("meta_policy_id")
        check(event["seq"] == seq and event["prev_hash"] == previous, f"event {seq} does not follow the one before")
        check(event.get("meta_policy_id") == family and event["id"] == f"{family or ''}#{seq}", f"event {seq} is of another chain")
        previous = link["hash"]
    if report:
        event = next(one for one in events if one["id"] == report["event_id"])
        check(report["format"] == "metapolicy-report/1" and events[0]["seq"] == 1, "it is no whole report")
        check(report["event"] == event, "the event told is not that of the chain")
        check(report["evidence"] == json.loads(event["evidence"]), "the evidence told is not that of the chain")
        check(report["notes"] == [one for one in events if one.get("annotates") == event["id"]], "the notes told are not those of the chain")
        check(report["head"] == {"seq": seq, "hash": previous}, "the chain does not end with its head")
    check(not head or head in [f"{one['seq']}:{link['hash']}" for one, link in zip(events, links)], "the kept head is not in the chain")
    return f"holds: events {events[0]['seq']} to {seq}, head {seq}:{previous}"


if __name__ == "__main__":
    try:
        with open(sys.argv[1], encoding="utf-8", newline="") as file:
            print(verify(file.read(), *sys.argv[2:3]))
    except Exception as problem:  # whatever cannot be read does not hold
        sys.exit(f"does not hold: {problem!r}")
