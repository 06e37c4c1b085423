// SPDX-License-Identifier: Apache-2.0
// An SMS gateway on loopback as a process of its own; each message that it takes in is a line of JSON. What it answers is said by the
// last digits of the number: +861380000429 is answered with 429. 999 is never answered, 302 leads elsewhere.
import { createServer } from 'node:http'

const token = process.argv[2] ?? ''
const say = (line: object): void => void process.stdout.write(`${JSON.stringify(line)}\n`)

// Whoever started it is gone.
process.stdin.resume().on('end', () => process.exit())

const server = createServer(async (request, response) => {
  const pieces: Buffer[] = []
  for await (const piece of request) pieces.push(piece as Buffer)
  const end = (status: number, headers = {}) => response.writeHead(status, headers).end(`you said ${String(pieces)}`)
  if (request.url === '/elsewhere') say({ led: 'elsewhere' })
  if (request.headers.authorization !== `Bearer ${token}`) return end(401)
  if (request.method !== 'POST' || request.headers['content-type'] !== 'application/json') return end(415)
  const { to, text } = JSON.parse(Buffer.concat(pieces).toString()) as { to: string; text: string }
  const wanted = Number(to.slice(-3))
  if (wanted === 999) return
  if (wanted === 302) return end(302, { location: '/elsewhere' })
  if (wanted >= 400 && wanted < 600) return end(wanted)
  say({ to, text, key: request.headers['idempotency-key'] })
  end(202)
})
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  say({ port: typeof address === 'object' ? address?.port : 0 })
})
