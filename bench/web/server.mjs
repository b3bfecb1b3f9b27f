// server.mjs PORT HOST DATABASE_PORT DATABASE USER: three calls of the product's API as an ordinary web stack does them,
// fastify and pg, one process for each processor, over the tables of ../baseline/schema.sql.
import cluster from 'node:cluster';
import { createHash } from 'node:crypto';
import { availableParallelism } from 'node:os';
import Fastify from 'fastify';
import pg from 'pg';
import { routes } from './routes.mjs';

// Of each process: half of the 32 connections of the load client that it gets on two processors, so that pgbench's number
// of clients works on the database at once.
const POOL_SIZE = 16;

const [port, host, databasePort, database, user] = process.argv.slice(2);

function supervise() {
  for (let i = 0; i < availableParallelism(); ++i) cluster.fork();
  cluster.on('exit', () => process.exit(1));
  for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => process.exit(0));
}

function digest(token) {
  return createHash('sha256').update(token).digest();
}

async function serve() {
  const pool = new pg.Pool({
    host, port: Number(databasePort), database, user, max: POOL_SIZE,
    // As durable as the product is, whatever the server's own setting says.
    options: '-c synchronous_commit=on',
  });
  const app = Fastify({ logger: false });
  app.decorateRequest('tokenHash', null);
  app.addHook('onRequest', async (request, reply) => {
    if (request.url === '/readyz') return;
    const said = request.headers.authorization ?? '';
    if (!said.startsWith('Bearer ')) return reply.code(401).send({ error: 'unauthorized' });
    request.tokenHash = digest(said.slice(7));
  });
  app.get('/readyz', async () => {
    await pool.query('SELECT 1');
    return {};
  });
  await app.register(routes, { prefix: '/api/v1', pool });
  await app.listen({ port: Number(port), host: '127.0.0.1' });
}

if (cluster.isPrimary) supervise();
else await serve();
