"""The session in docs/api.md is pasted as it stands."""
import asyncio
import json
import os
import re
from pathlib import Path

DOCUMENT = Path(__file__).resolve().parents[2] / "docs/api.md"
ADDRESS = "http://127.0.0.1:8080"


def session():
    blocks = re.findall(r"^```sh\n(.*?)^```$", DOCUMENT.read_text(encoding="utf-8"), re.M | re.S)
    assert len(blocks) >= 7, "the examples of docs/api.md are no longer found"
    return "\n".join(blocks)


async def test_the_session_of_the_documentation_runs_as_it_stands(api, server, tmp_path):
    text = session()
    assert ADDRESS in text
    # What a reader would look at in the end, after everything was pasted.
    text = text.replace(ADDRESS, server.url) + '\ncurl -s $API/conversations/$CONVERSATION -H "$AUTH" >end.json\n'
    (tmp_path / "session.sh").write_text(text, encoding="utf-8")
    run = await asyncio.create_subprocess_exec("bash", "-euo", "pipefail", "session.sh", cwd=tmp_path, env={**os.environ, "LC_ALL": "C.UTF-8"},
                                               stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE)
    said, complained = (part.decode("utf-8", "replace") for part in await run.communicate())
    assert run.returncode == 0, complained + said[-3000:]
    # The one refusal that the session shows on purpose is printed as its code alone.
    assert "urn:homigo:problem" not in said, said[-3000:]
    assert "one listing" in said and '"precondition_failed"' in said and '"active"' in said
    end = json.loads((tmp_path / "end.json").read_text(encoding="utf-8"))
    assert [m["body"] for m in end["messages"]["items"]] == ["Hello"]


async def test_the_documentation_names_every_code_of_a_problem_and_no_other(openapi):
    rows = re.search(r"^\| status \| codes \|\n\|---\|---\|\n((?:\|.*\n)+)", DOCUMENT.read_text(encoding="utf-8"), re.M)[1]
    named = {code for code in re.findall(r"`([a-z_]+)`", rows) if code not in ("resume", "detail")}
    assert named == set(openapi.document["components"]["schemas"]["problem_code"]["enum"])
