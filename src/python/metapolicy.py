"""metapolicy from Python: one file, the standard library alone, over Neo4j's Query API.

    engine = MetaPolicyEngine("http://localhost:7474", ("neo4j", "secret"), "focus")
    choice = engine.select_version({"coherence": 0.62, "awareness": "FULL", "context_cluster": "morning"})
    if choice["versionId"]:
        episode = engine.record_episode(choice["versionId"], {"decision_id": choice["decisionId"]})
        engine.record_outcome(episode["episodeId"], {"reward": 0.4}, overridden=False)

Rows come as dictionaries with the columns of the procedures (docs/procedures.md) as keys, lists of them as Rows, which
give a pandas data frame where pandas is installed. Datetimes come as ISO 8601 texts.
"""

import base64
import datetime
import http.client
import json
import random
import re
import time
import urllib.error
import urllib.parse
import urllib.request

__all__ = ["MetaPolicyEngine", "QueryApi", "Refused", "Rows", "Unreachable"]


class Refused(Exception):
    """The database refused a call; nothing was written, but for what a refresh had counted batch by batch before.

    ``code`` is Neo4j's status code, such as ``Neo.ClientError.Procedure.ProcedureCallFailed``; the text says what was
    wrong and what would be right.
    """

    def __init__(self, code, message):
        super().__init__(message)
        self.code = code


class Unreachable(Exception):
    """No answer came, or none of the Query API. Whether a write was done is not known: ids of your own make it safe to
    repeat."""


class Rows(list):
    """The rows of one answer, each a dictionary by column."""

    def __init__(self, columns, rows):
        super().__init__(rows)
        self.columns = columns

    def frame(self):
        """The rows as a pandas data frame, with their columns even where there are none."""
        import pandas

        return pandas.DataFrame(list(self), columns=self.columns)


class QueryApi:
    """Neo4j's HTTP Query API, ``POST /db/<database>/query/v2``.

    A refusal can come as 202 Accepted with ``errors`` in the body, since the status is sent before the query has run to
    its end: the body is looked at, whatever the status says.
    """

    def __init__(self, url, auth, database="neo4j", timeout=60.0, retry_for=30.0):
        """
        :param url: of the server's HTTP connector; use https wherever the server is reached over a network
        :param auth: user and password
        :param timeout: seconds to wait for an answer
        :param retry_for: seconds in which what failed for the moment (a deadlock, say) is done again; it was rolled back
        """
        parts = urllib.parse.urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.netloc:
            raise ValueError(f"url is {url!r}: it must be http:// or https://, a host and a port")
        self._address = url.rstrip("/") + "/db/" + urllib.parse.quote(database, safe="") + "/query/v2"
        self._timeout = timeout
        self._retry_for = retry_for
        user, password = auth
        token = base64.b64encode(f"{user}:{password}".encode()).decode()
        self._headers = {
            "Authorization": "Basic " + token,
            "Content-Type": "application/json",
            "Accept": "application/json",
        }

    def query(self, statement, parameters=None, read=False):
        """Runs one query in a transaction of its own.

        :param read: whether any member of a cluster may answer
        :raises Refused: if the database refuses it; nothing was written
        :raises Unreachable: if no answer came
        """
        body = {"statement": statement, "parameters": _plain(parameters or {}), "accessMode": "READ" if read else "WRITE"}
        until = time.monotonic() + self._retry_for
        pause = 0.05
        while True:
            answer = self._post(body)
            if not answer.get("errors"):
                data = answer["data"]
                return Rows(data["fields"], [dict(zip(data["fields"], values)) for values in data["values"]])
            error = answer["errors"][0]
            code, message = error.get("code", ""), error.get("message", "")
            if not code.startswith("Neo.TransientError.") or time.monotonic() + pause > until:
                raise Refused(code, message)
            time.sleep(pause * random.uniform(0.5, 1.0))
            pause = min(2 * pause, 2.0)

    def _post(self, body):
        text = json.dumps(body, allow_nan=False).encode()
        request = urllib.request.Request(self._address, data=text, headers=self._headers, method="POST")
        try:
            with urllib.request.urlopen(request, timeout=self._timeout) as response:
                answer = response.read()
        except urllib.error.HTTPError as refused:
            answer = refused.read()
        except (OSError, http.client.HTTPException) as broken:
            raise Unreachable(f"no answer from {self._address}: {broken}") from broken
        try:
            decoded = json.loads(answer)
        except ValueError as other:
            raise Unreachable(f"{self._address} gave no JSON: is that the Query API of a Neo4j?") from other
        if not isinstance(decoded, dict) or not ("data" in decoded or decoded.get("errors")):
            raise Unreachable(f"{self._address} gave neither data nor errors: is that the Query API of a Neo4j?")
        return decoded


class MetaPolicyEngine:
    """One meta-policy: which of its versions may act, and what came of it.

    The names of the methods are those of the change request. What is not here is reached by :meth:`call`.
    """

    def __init__(self, url, auth, meta_policy_id, database="neo4j", **options):
        """
        :param meta_policy_id: the family that decides
        :param options: ``timeout`` and ``retry_for``, as :class:`QueryApi` takes them
        """
        self.api = QueryApi(url, auth, database, **options)
        self.meta_policy_id = meta_policy_id

    # Deciding

    def select_version(self, context=None):
        """Which version may act now, the fallback or nobody: one row, with a ``decisionId`` to record it by; writes nothing."""
        return self.call("select", self.meta_policy_id, context or {}, read=True)[0]

    def step(self, trial_id, context=None):
        """Reads a trial's meta-context, decides and records: one row; a second call changes nothing."""
        return self.call("step", self.meta_policy_id, trial_id, context or {})[0]

    def compute_meta_context(self, trial_id):
        """What is known when a trial is decided upon, and where each signal came from: one row."""
        return self.call("metaContext", trial_id, read=True)[0]

    def explain(self, episode_id):
        """What was known, what was considered and why, of a recorded decision: one row."""
        return self.call("explain", episode_id, read=True)[0]

    # What came of it

    def record_episode(self, version_id, episode=None):
        """Records a decision of a version: one row with its ``episodeId``.

        :param episode: among others ``decision_id``, the ``decisionId`` of :meth:`select_version`, which keeps the decision with
            it as :meth:`step` would have
        """
        return self.call("recordEpisode", version_id, episode or {})[0]

    def record_outcome(self, episode_id, outcome, overridden=None, override_type=None, instead=None):
        """Records what came of an episode: one row.

        :param outcome: ``reward`` from -1 to 1, and what else recordOutcome takes
        :param overridden: whether a person overruled the decision; nothing is said about it if absent
        """
        said = _given(human_override=overridden, override_type=override_type, chosen_intervention_id=instead)
        return self.call("recordOutcome", episode_id, {**outcome, **said})[0]

    def record_override(self, episode_id, type=None, instead=None, reason=None):
        """Records that a person overruled a decision, before its outcome or without one: one row."""
        return self.call("recordOverride", episode_id, _given(type=type, instead=instead, reason=reason))[0]

    def record_all(self, rows):
        """Records many decisions with what came of them, all or none: one row of counts.

        :param rows: dictionaries ``{"version_id": …, "episode": {…}, "outcome": {…}}``
        """
        return self.call("recordAll", list(rows))[0]

    def refresh_trust(self, **options):
        """Counts what is new, judges, and acts where a limit is broken: a row for each version."""
        return self.call("refreshTrust", self.meta_policy_id, options)

    # Moving versions

    def spawn_candidate_version(self, parent_version_id, changes, reason, evidence=None):
        """Makes a CANDIDATE from another version, with changes: the event that records it."""
        return self.call("spawn", parent_version_id, changes, reason, _given(evidence=evidence))[0]

    def promote_version(self, version_id, reason, override=None, evidence=None, **options):
        """Makes a version the default, as an approver, on evidence enough or with ``override``: the event.

        :param options: ``expected_default``, the id (or None) that must be the default now; ``context_clusters``, to promote it
            in these contexts alone
        """
        return self.call("promote", version_id, reason, {**_given(override=override, evidence=evidence), **options})[0]

    def rollback_version(self, version_id, reason, evidence=None, **options):
        """Takes a LIVE version out of service for good; an earlier default or the fallback follows: the event."""
        return self.call("rollback", version_id, reason, {**_given(evidence=evidence), **options})[0]

    # Looking

    def status(self):
        """What is served, how far it may be trusted, whether the evidence is up to date: one row."""
        return self.call("status", self.meta_policy_id, read=True)[0]

    def versions(self):
        """Every version, newest first."""
        return self.call("versions", self.meta_policy_id, read=True)

    def trust_history(self, version_id):
        """The trust snapshots of a version in order."""
        return self.call("trustHistory", version_id, read=True)

    def compute_pci(self, version_id, config=None):
        """The trust of a version with all that it is made of: one row."""
        return self.call("computePCI", version_id, config or {}, read=True)[0]

    def call(self, procedure, *arguments, read=False):
        """Calls any procedure of the plugin, such as ``call("plan", "focus", read=True)``: its rows."""
        if not re.fullmatch(r"[A-Za-z]+(\.[A-Za-z]+)?", procedure):
            raise ValueError(f"procedure is {procedure!r}: it must be a name such as 'select' or 'audit.verify'")
        named = {f"argument{place}": argument for place, argument in enumerate(arguments)}
        places = ", ".join("$" + name for name in named)
        return self.api.query(f"CALL metapolicy.{procedure}({places})", named, read)


def _given(**values):
    return {key: value for key, value in values.items() if value is not None}


def _plain(value):
    """What JSON can hold, of what programs have: numpy's arrays and numbers as Python's, datetimes as text."""
    if isinstance(value, datetime.datetime) and value.tzinfo is None:
        raise ValueError(f"{value!r} has no time zone: give one, such as datetime.timezone.utc")
    if isinstance(value, (datetime.datetime, datetime.date)):
        return value.isoformat()
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(inner) for inner in value]
    return _plain(value.tolist()) if hasattr(value, "tolist") else value
