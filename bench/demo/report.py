"""How the play went, for people."""


def percentile(times, percent):
    return sorted(times)[min(len(times) * percent // 100, len(times) - 1)] * 1000 if times else 0


def counts_of(play, taken):
    calls = sum(map(len, play.log.taken.values()))
    yield f"\n{len(play.people.tenants)} tenants and {len(play.people.hosts)} hosts in {taken:.1f} s\n"
    for name, count in (("swipes", play.swipes), ("likes among them", play.likes), ("dislikes undone", play.undone),
                        ("matches", len(play.talks)), ("messages", play.messages), ("errors", play.log.errors())):
        yield f"  {name:<18}{count:>8}"
    yield f"\n{calls} timed calls and deliveries, {calls / max(taken, 0.001):.0f} a second\n"


def calls_of(log):
    yield f"  {'call':<30}{'count':>8}{'p50 ms':>10}{'p99 ms':>10}{'max ms':>10}{'put off':>9}{'errors':>9}"
    for kind in sorted(log.taken.keys() | log.failures.keys() | log.put_off.keys()):
        times = log.taken.get(kind, [])
        yield (f"  {kind:<30}{len(times):>8}{percentile(times, 50):>10.1f}{percentile(times, 99):>10.1f}"
               f"{percentile(times, 100):>10.1f}{log.put_off[kind]:>9}{log.failures[kind]:>9}")
    if log.first_failures:
        yield "\nThe first failures:"
    yield from ("  " + failure for failure in log.first_failures)


def checks_of(checks):
    yield "\nChecked in SQL:"
    for check in checks:
        wrong = f", {check.wrong} wrong" if check.wrong else ""
        yield f"  {'FAIL' if check.wrong else 'ok  '} {check.statement} ({check.looked_at} looked at{wrong})"


def report(play, taken, checks):
    return "\n".join([*counts_of(play, taken), *calls_of(play.log), *checks_of(checks),
                      "\nBy SQL: the tenants' accounts, proofs and sessions, and the hosts' sessions. All else went over HTTP "
                      "and WebSocket."])
