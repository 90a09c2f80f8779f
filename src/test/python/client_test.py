"""The client against a server with the example: METAPOLICY_URL and METAPOLICY_PASSWORD say where."""

import array
import base64
import datetime
import json
import os
import socket
import threading
import unittest
import urllib.request

from metapolicy import MetaPolicyEngine, QueryApi, Refused, Unreachable

URL = os.environ["METAPOLICY_URL"]
AUTH = ("neo4j", os.environ["METAPOLICY_PASSWORD"])

# Two of these in opposite directions lock one node each and then want the other's.
TO_AND_FRO = """
MATCH (first:Counter {id: $first}) SET first.n = first.n + 1
WITH first UNWIND range(1, 1000000) AS i WITH first, sum(i) AS passing
MATCH (second:Counter {id: $second}) SET second.n = second.n + 1
"""


class TheClient(unittest.TestCase):
    def setUp(self):
        self.engine = MetaPolicyEngine(URL, AUTH, "focus")

    def test_moves_have_the_names_of_the_change_request(self):
        family = MetaPolicyEngine(URL, AUTH, "python.moves")
        family.call("create", {"id": "python.moves", "scope": "INDIVIDUAL", "risk_tier": "SAFE"}, "a test")
        family.call("registerVersion", "python.moves", {"id": "python.v1", "policy_id": "rules"}, "the first")
        self.assertEqual("PROMOTED", family.promote_version("python.v1", "known", override=True, expected_default=None)["action"])
        family.call("setFallback", "python.v1", "the baseline")
        event = family.spawn_candidate_version("python.v1", {"id": "python.v2", "exploration": 0.2}, "try more", {"ticket": 7})
        self.assertEqual(("SPAWNED", "python.v2"), (event["action"], event["versionId"]))
        family.promote_version("python.v2", "better", override=True, expected_default="python.v1")
        rolled_back = family.rollback_version("python.v2", "it was not")
        self.assertEqual(("ROLLED_BACK", "python.v1"), (rolled_back["action"], rolled_back["defaultAfter"]))
        self.assertEqual(["python.v1", "python.v2"], sorted(row["versionId"] for row in family.versions()))

    def test_what_people_did_is_told_and_repeated_calls_change_nothing(self):
        when = datetime.datetime(2026, 3, 1, 8, tzinfo=datetime.timezone.utc)
        told = self.engine.record_episode("focus.baseline", {"id": "python-1", "timestamp": when})
        again = self.engine.record_episode("focus.baseline", {"id": "python-1", "timestamp": when})
        self.assertEqual((True, False), (told["created"], again["created"]))
        self.assertTrue(self.engine.record_override("python-1", type="REPLACED", instead="a walk")["created"])
        self.engine.record_outcome("python-1", {"reward": 0.1}, overridden=True)
        with self.assertRaisesRegex(Refused, "python-1"):
            self.engine.record_outcome("python-1", {"reward": 0.2})

    def test_a_refusal_keeps_code_and_words_and_writes_nothing(self):
        with self.assertRaises(Refused) as refused:
            self.engine.record_all([{"version_id": "focus.baseline", "episode": {"id": "python-lost"}}, {"version_id": "nobody"}])
        self.assertTrue(refused.exception.code.startswith("Neo.ClientError."), refused.exception.code)
        self.assertIn("nobody", str(refused.exception))
        left = self.engine.api.query("MATCH (e:PolicyEpisode {id: 'python-lost'}) RETURN count(e) AS n", read=True)
        self.assertEqual(0, left[0]["n"])

    def collide(self, retry_for):
        """Runs two that end in a deadlock, at once: what they were refused for."""
        api = QueryApi(URL, AUTH, retry_for=retry_for)
        refused = []

        def go(first, second):
            try:
                api.query(TO_AND_FRO, {"first": first, "second": second})
            except Refused as refusal:
                refused.append(refusal.code)

        threads = [threading.Thread(target=go, args=ends) for ends in (("a", "b"), ("b", "a"))]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return refused

    def test_what_a_deadlock_rolled_back_is_done_again(self):
        self.engine.api.query("UNWIND ['a', 'b'] AS id CREATE (:Counter {id: id, n: 0})")
        alone = [code for _ in range(5) for code in self.collide(retry_for=0)]
        self.assertIn("Neo.TransientError.Transaction.DeadlockDetected", alone)
        self.engine.api.query("MATCH (c:Counter) SET c.n = 0")
        self.assertEqual([], [code for _ in range(5) for code in self.collide(retry_for=60)])
        left = self.engine.api.query("MATCH (c:Counter) RETURN c.n AS n", read=True)
        self.assertEqual([10, 10], [row["n"] for row in left])
        self.engine.api.query("MATCH (c:Counter) DELETE c")

    def test_what_is_no_query_api_is_told_apart(self):
        with self.assertRaisesRegex(Unreachable, "Query API|no answer"):
            QueryApi(URL + "/browser", AUTH).query("RETURN 1")

    def test_arrays_and_their_numbers_are_taken(self):
        self.engine.record_episode("focus.baseline", {"id": "python-array", "context": array.array("d", [0.25, 0.5])})
        stored = self.engine.api.query("MATCH (e:PolicyEpisode {id: 'python-array'}) RETURN e.context AS x", read=True)
        self.assertEqual([0.25, 0.5], stored[0]["x"])

    def test_a_refusal_comes_as_202(self):
        token = base64.b64encode(":".join(AUTH).encode()).decode()
        request = urllib.request.Request(
            URL + "/db/neo4j/query/v2",
            data=json.dumps({"statement": "CALL metapolicy.select('nobody')"}).encode(),
            headers={"Content-Type": "application/json", "Authorization": "Basic " + token})
        with urllib.request.urlopen(request) as response:
            self.assertEqual(202, response.status)
            self.assertIn("nobody", json.load(response)["errors"][0]["message"])

    def test_reading_may_not_write(self):
        with self.assertRaises(Refused):
            self.engine.call("pause", "focus.baseline", "not here", read=True)

    def test_a_wrong_password_and_no_server_are_told_apart(self):
        with self.assertRaises(Refused) as refused:
            MetaPolicyEngine(URL, ("neo4j", "wrong"), "focus").status()
        self.assertEqual("Neo.ClientError.Security.Unauthorized", refused.exception.code)
        with socket.socket() as unused:
            unused.bind(("127.0.0.1", 0))
            port = unused.getsockname()[1]
            with self.assertRaises(Unreachable):
                MetaPolicyEngine(f"http://127.0.0.1:{port}", AUTH, "focus").status()
        with self.assertRaisesRegex(Refused, "nowhere"):
            MetaPolicyEngine(URL, AUTH, "focus", database="nowhere").status()

    def test_what_json_cannot_hold_is_refused_before_it_is_sent(self):
        with self.assertRaisesRegex(ValueError, "time zone"):
            self.engine.record_episode("focus.baseline", {"timestamp": datetime.datetime(2026, 3, 1)})
        with self.assertRaises(ValueError):
            self.engine.select_version({"coherence": float("nan")})
        with self.assertRaisesRegex(ValueError, "url is"):
            MetaPolicyEngine("localhost:7474", AUTH, "focus")
        with self.assertRaisesRegex(ValueError, "procedure is"):
            self.engine.call("select(null) //")

    def test_looking_writes_nothing(self):
        count = "MATCH (n) RETURN count(n) AS n"
        before = self.engine.api.query(count, read=True)
        self.assertEqual("focus", self.engine.status()["metaPolicyId"])
        self.assertIn("reason", self.engine.select_version({"awareness": "FULL"}))
        self.assertGreater(len(self.engine.trust_history("focus.baseline")), 3)
        self.assertIn("pci", self.engine.compute_pci("focus.baseline"))
        self.assertEqual(before, self.engine.api.query(count, read=True))


if __name__ == "__main__":
    unittest.main()
