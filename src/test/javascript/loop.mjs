// A decision loop by procedures alone: asks which version may act, records what came of each decision and whether the person
// followed it, many at once. Prints one line of JSON: what was decided first and last, and what the refresh says.
// Arguments: url, user, password, meta-policy id, "overruled" or "followed".
import neo4j from 'neo4j-driver';

const [url, user, password, metaPolicyId, people] = process.argv.slice(2);
const driver = neo4j.driver(url, neo4j.auth.basic(user, password), { disableLosslessIntegers: true });
const session = driver.session({ database: 'neo4j' });
const one = async (query, parameters) => (await session.run(query, parameters)).records[0].toObject();
const select = (context = { seed: 7 }) => one('CALL metapolicy.select($id, $context)', { id: metaPolicyId, context });
try {
  const first = await select();
  const rows = [];
  for (let i = 0; i < 120; i++) {
    const outcome = { reward: 0.1 + (i % 3) / 10 };
    if (people === 'overruled' && i % 10 < 7) {
      Object.assign(outcome, { human_override: true, override_type: 'REPLACED', chosen_intervention_id: 'a walk' });
    }
    rows.push({ version_id: first.versionId, episode: { chosen_intervention_id: 'cue', decision_id: (await select({})).decisionId }, outcome });
  }
  const recorded = await one('CALL metapolicy.recordAll($rows)', { rows });
  const verdicts = await session.run('CALL metapolicy.refreshTrust($id) YIELD versionId, verdict, action, reason '
    + 'WHERE versionId = $version RETURN verdict, action, reason', { id: metaPolicyId, version: first.versionId });
  console.log(JSON.stringify({ first, recorded, refreshed: verdicts.records[0].toObject(), last: await select() }));
} finally {
  await session.close();
  await driver.close();
}
