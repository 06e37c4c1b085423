// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from 'node:crypto'
import { STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import type { ExchangeProblemCode } from './problem-catalogue.ts'
import { ofKind, problemDocument } from './problem-document.ts'

const byCode: Record<string, ExchangeProblemCode> = {
  HPE_HEADER_OVERFLOW: 'headers-too-large',
  ERR_HTTP_REQUEST_TIMEOUT: 'timeout',
}

/** Answers bytes that never became a request: no headers were read, so the answer is in English and the connection ends. */
export function answerBrokenRequests(baseUrl: string) {
  return (error: Error & { code?: string }, socket: Socket): void => {
    if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy()
    const facts = ofKind(byCode[error.code ?? ''] ?? 'invalid-address')
    const status = error.code === 'ERR_HTTP_REQUEST_TIMEOUT' ? 408 : facts.status
    const document = problemDocument({ ...facts, status }, { requestId: randomUUID(), baseUrl, language: 'en' })
    const body = JSON.stringify(document)
    socket.end(
      [
        `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
        'content-type: application/problem+json',
        `content-length: ${Buffer.byteLength(body)}`,
        'x-content-type-options: nosniff',
        "content-security-policy: default-src 'none'; frame-ancestors 'none'",
        'cache-control: no-store',
        'connection: close',
        '',
        body,
      ].join('\r\n'),
    )
  }
}
