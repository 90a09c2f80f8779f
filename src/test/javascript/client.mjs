// What a JavaScript service does: opens a session, asks for a decision in a read transaction, writes in a write transaction.
// A JavaScript number is a float to Neo4j: whole numbers go as neo4j.int. Prints one line of JSON.
// Arguments: url, user, password, meta-policy id.
import neo4j from 'neo4j-driver';

const [url, user, password, metaPolicyId] = process.argv.slice(2);
const driver = neo4j.driver(url, neo4j.auth.basic(user, password), { disableLosslessIntegers: true });
const session = driver.session({ database: 'neo4j' });
try {
  const decision = await session.executeRead(async (tx) => {
    const result = await tx.run('CALL metapolicy.select($id, $context)', { id: metaPolicyId, context: { seed: neo4j.int(7) } });
    return result.records[0].toObject();
  });
  let refusal = null;
  try {
    await session.executeRead((tx) => tx.run('CALL metapolicy.select($id, {})', { id: 'nobody' }));
  } catch (error) {
    refusal = { code: error.code, message: error.message };
  }
  console.log(JSON.stringify({ decision, refusal }));
} finally {
  await session.close();
  await driver.close();
}
