// SPDX-License-Identifier: Apache-2.0
// What the framework can do when there is nothing to do: the upper bound of anything served by it.
import Fastify from 'fastify'

const app = Fastify()
app.get('/', async () => ({ hello: 'world' }))
app.get('/page', async (_request, reply) =>
  reply.type('text/html; charset=utf-8').send('<!doctype html><title>bare</title><p>One line of text.</p>'),
)
app.post('/', async (request) => ({ received: typeof request.body }))
app.get('/cpu', async () => {
  const { user, system } = process.cpuUsage()
  return { seconds: (user + system) / 1e6 }
})
await app.listen({ host: '127.0.0.1', port: Number(process.env.PASSERELLE_PORT) })
process.stdout.write('"ready"\n')
process.on('SIGTERM', () => void app.close().then(() => process.exit(0)))
