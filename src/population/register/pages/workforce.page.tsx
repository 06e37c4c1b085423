// SPDX-License-Identifier: Apache-2.0
import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import multipart from '@fastify/multipart'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { areaOf, nameAuthorities, visitorOf } from '../../../access/index.ts'
import type { App } from '../../../kernel/index.ts'
import { momentIn, type ProgressDesk, sendAreaPage, type Words } from '../../../ui/index.ts'
import { type HolderPurpose, holderPurposes } from '../../holders/holder.model.ts'
import { headings } from '../columns.model.ts'
import { keptAuthority, readWorkforce } from '../work/read-imports.ts'
import { type ImportDesk, takeRegisterIn, type WorkforceImport } from '../work/work-on-import.ts'
import { type ShownImport, WorkforceView } from './workforce.view.tsx'

export interface WorkforceDeps extends ImportDesk {
  baseUrl: string
  progress: ProgressDesk
}

const schema = { hide: true }
/** A larger register goes by the command, from where it lies. */
const largest = 256 * 1024 * 1024
/** 256 MB in 30 minutes are 150 kB a second. */
const longest = 30 * 60_000
/** How long an upload waits for what is found: a small register is read by then. */
const patience = 3000

/** `/workforce`: the workforce of an authority, its registers, and a way to hand one in. */
export function workforcePage(app: App, deps: WorkforceDeps): void {
  const config = { produces: ['text/html'], access: { act: 'keep-workforce' } }
  app.get('/workforce', { schema, config }, (request, reply) => showWorkforce(request, reply, deps))
  // Only here a request may be a form with files.
  app.register(async (scope) => {
    await scope.register(multipart, {
      throwFileSizeLimit: false,
      limits: { files: 1, fileSize: largest + 1, fields: 10, fieldSize: 1000 },
    })
    scope.post(
      '/workforce',
      { schema, config: { ...config, longest }, bodyLimit: largest + 1024 * 1024 },
      (request, reply) => takeUpload(request, reply, deps),
    )
  })
}

interface Uploaded {
  file: { name: string; path: string; tooLarge: boolean } | null
  authority: string
  purposes: HolderPurpose[]
}

async function takeUpload(request: FastifyRequest, reply: FastifyReply, deps: WorkforceDeps) {
  const directory = await mkdtemp(join(tmpdir(), 'passerelle-upload-'))
  try {
    const uploaded = await readUpload(request, directory)
    const visitor = visitorOf(request)
    const { authority } = keptAuthority(visitor, uploaded.authority)
    const { file, purposes } = uploaded
    if (file === null || file.tooLarge) {
      return await showWorkforce(request, reply.code(400), deps, { authority, wrong: file === null ? 'file' : 'size' })
    }
    const { id, work } = await takeRegisterIn(deps, visitor, {
      ...{ authority, fileName: file.name, purposes, path: file.path },
    })
    work.catch((error: unknown) => request.log.error({ err: error, import: id }, 'a register could not be read'))
    await Promise.race([work.catch(() => undefined), new Promise((end) => setTimeout(end, patience).unref())])
    return reply.redirect(`/workforce/imports/${id}`, 303)
  } finally {
    await rm(directory, { recursive: true, force: true })
  }
}

/** The file goes to the disk as it comes; it is not in memory as a whole. */
async function readUpload(request: FastifyRequest, directory: string): Promise<Uploaded> {
  const uploaded: Uploaded = { file: null, authority: '', purposes: [] }
  if (!request.isMultipart()) return uploaded
  for await (const part of request.parts()) {
    if (part.type === 'field') {
      const value = typeof part.value === 'string' ? part.value : ''
      if (part.fieldname === 'authority') uploaded.authority = value
      const purpose = holderPurposes.find((one) => part.fieldname === `purpose.${one}` && value === 'on')
      if (purpose !== undefined) uploaded.purposes.push(purpose)
      continue
    }
    const path = join(directory, 'register')
    const stream: Readable & { truncated: boolean; bytesRead: number } = part.file
    await pipeline(stream, createWriteStream(path))
    // A form without a file sends one without a name.
    if (part.fieldname !== 'file' || (part.filename === '' && stream.bytesRead === 0)) continue
    const name = basename(part.filename.replaceAll('\\', '/')).slice(0, 200) || 'register'
    uploaded.file = { name, path, tooLarge: stream.truncated }
  }
  return uploaded
}

const looked = z.object({ authority: z.string().max(200).catch('') })

async function showWorkforce(
  request: FastifyRequest,
  reply: FastifyReply,
  { db, baseUrl }: WorkforceDeps,
  given: { authority?: string; wrong?: 'file' | 'size' } = {},
) {
  const visitor = visitorOf(request)
  const { authority, all } = keptAuthority(visitor, given.authority ?? looked.parse(request.query ?? {}).authority)
  const { holders, matches, imports } = await readWorkforce(db, visitor, authority)
  const naming = await nameAuthorities(db, all)
  const around = { baseUrl, places: areaOf(visitor), here: '/workforce' }
  return sendAreaPage(request, reply, around, (words) => ({
    title: words.t('workforce.title'),
    lead: words.t('workforce.lead', { authority: naming(words, authority) }),
    body: (
      <WorkforceView
        words={words}
        authority={authority}
        others={all.filter((one) => one !== authority).map((id) => ({ id, name: naming(words, id) }))}
        holders={holders}
        matches={matches}
        purposes={holderPurposes}
        columns={Object.values(headings)}
        imports={imports.map((row) => presentImport(words, row))}
        errors={
          given.wrong === undefined ? [] : [{ field: 'file', text: words.t(`workforce.upload.wrong.${given.wrong}`) }]
        }
      />
    ),
  }))
}

const presentImport = (words: Words, row: WorkforceImport): ShownImport => ({
  id: row.id,
  fileName: row.fileName,
  state: words.t(`workforce.state.${row.state}`),
  rows: row.rows,
  bad: row.bad,
  at: row.startedAt.toISOString(),
  atText: momentIn(words.lang, row.startedAt),
})
