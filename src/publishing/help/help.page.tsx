// SPDX-License-Identifier: Apache-2.0
import type { FastifyReply, FastifyRequest } from 'fastify'
import { areaOf } from '../../access/index.ts'
import { sourceProblemCodes } from '../../instruments/index.ts'
import type { App } from '../../kernel/index.ts'
import { sendAreaPage } from '../../ui/index.ts'
import { FindingsHelp, PublishHelp } from './help.view.tsx'

interface Deps {
  baseUrl: string
}

/** `/help/publish`, `/help/findings`: how law is made here and what a finding means, for whoever has nothing but the browser. */
export function helpPages(app: App, { baseUrl }: Deps): void {
  const schema = { hide: true }
  const config = { produces: ['text/html'], access: 'public' as const }
  app.get('/help/publish', { schema, config }, (request, reply) =>
    sendAreaPage(request, reply, aroundOf(request, baseUrl), (words) => ({
      title: words.t('help.publish.title'),
      lead: words.t('help.publish.lead'),
      body: <PublishHelp words={words} />,
    })),
  )
  app.get('/help/findings', { schema, config }, (request: FastifyRequest, reply: FastifyReply) =>
    sendAreaPage(request, reply, aroundOf(request, baseUrl), (words) => ({
      title: words.t('help.findings.title'),
      lead: words.t('help.findings.lead'),
      body: <FindingsHelp words={words} codes={sourceProblemCodes} />,
    })),
  )
}

/** The way through the area stands beside the page for who has signed in. */
const aroundOf = ({ signedIn }: FastifyRequest, baseUrl: string) =>
  signedIn === null ? { baseUrl, places: [], here: null } : { baseUrl, places: areaOf(signedIn), here: '/help' }
