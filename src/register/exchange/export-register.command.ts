// SPDX-License-Identifier: Apache-2.0
import { type Command, type CommandContext, exitCode, type ParsedArgs, Problem, today } from '../../kernel/index.ts'
import { addressesOf } from './addresses.model.ts'
import {
  classificationIds,
  classificationScheme,
  frameworkIds,
  frameworkScheme,
  qualificationsToWrite,
} from './gather.ts'
import { type RdfNode, toJsonLd, toTurtle } from './rdf.model.ts'
import { qualificationsAsCtdl } from './write-ctdl.ts'
import { qualificationAsElm } from './write-elm.ts'

const turtleFlag = { flag: '--turtle', summary: 'Turtle in place of JSON-LD' }
const countryFlag = { flag: '--country', value: 'CODE', summary: 'Only qualifications of this country' }

/** `passerelle export ctdl`: what a registry of credentials takes in. */
export const exportCtdlCommand: Command = {
  name: 'export ctdl',
  summary: 'Print qualifications in the Credential Transparency Description Language',
  usage: '[ID …] [--country CODE]',
  description:
    'JSON-LD as the Credential Engine describes it, without CTIDs: those are given where one publishes. Addresses are of this installation.',
  options: [countryFlag],
  examples: ['passerelle export ctdl de-dual-3-years', 'passerelle export ctdl --country DE'],
  async run(context, args) {
    const { at, qualifications } = await asked(context, args)
    context.stdout(qualificationsAsCtdl(qualifications, at, today(context.clock)))
    return exitCode.ok
  },
}

/** `passerelle export elm`: what the European register of qualifications takes in, as far as the register goes. */
export const exportElmCommand: Command = {
  name: 'export elm',
  summary: 'Print qualifications in the European Learning Model',
  usage: '[ID …] [--country CODE] [--turtle]',
  description: 'The European Learning Model 3, as JSON-LD or Turtle. Addresses are of this installation.',
  options: [countryFlag, turtleFlag],
  examples: ['passerelle export elm de-dual-3-years', 'passerelle export elm --country DE --turtle'],
  async run(context, args) {
    const { at, qualifications } = await asked(context, args)
    print(
      context,
      args,
      qualifications.flatMap((one) => qualificationAsElm(one, at)),
    )
    return exitCode.ok
  },
}

/** `passerelle export skos`: frameworks with their levels, or classifications with their codes. */
export const exportSkosCommand: Command = {
  name: 'export skos',
  summary: 'Print frameworks or classifications as SKOS concept schemes',
  usage: '[ID …] [--turtle]',
  description:
    'Frameworks with their levels and classifications with their codes by their ids; without an ID every framework that has levels. Links to other schemes are only those that a source states.',
  options: [turtleFlag],
  examples: ['passerelle export skos eqf dqr --turtle', 'passerelle export skos isco-08'],
  async run(context, args) {
    const db = await context.database()
    const { baseUrl } = context.settings
    const frameworks = await frameworkIds(db, {})
    const classifications = await classificationIds(db)
    const ids = args.positionals.length === 0 ? frameworks : args.positionals
    const graph: RdfNode[] = []
    for (const id of ids) {
      const isFramework = frameworks.includes(id) || !classifications.includes(id)
      graph.push(
        ...(isFramework
          ? await frameworkScheme(db, id, {}, addressesOf(baseUrl))
          : await classificationScheme(db, id, {}, baseUrl)),
      )
    }
    print(context, args, graph)
    return exitCode.ok
  },
}

function print({ stdout }: CommandContext, { values }: ParsedArgs, graph: readonly RdfNode[]): void {
  stdout(values['turtle'] === true ? toTurtle(graph) : toJsonLd(graph))
}

async function asked({ database, settings }: CommandContext, { positionals, values }: ParsedArgs) {
  const country = values['country']
  const all = await qualificationsToWrite(await database(), typeof country === 'string' ? { country } : {})
  const known = new Set(all.map(({ qualification }) => qualification.id))
  const unknown = positionals.find((id) => !known.has(id))
  if (unknown !== undefined) throw new Problem('not-found', `there is no qualification '${unknown}' that was asked for`)
  const qualifications =
    positionals.length === 0 ? all : all.filter(({ qualification }) => positionals.includes(qualification.id))
  return { at: addressesOf(settings.baseUrl), qualifications }
}
