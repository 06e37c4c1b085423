// SPDX-License-Identifier: Apache-2.0
import { type Command, type CommandContext, exitCode, type ParsedArgs } from '../../kernel/index.ts'
import { languages } from '../../ui/index.ts'
import { createAdministrator, linkForAdministrator, type OneTimeLink } from './create-administrator.ts'

/** `passerelle admin create`: the first account that can let others in. */
export const createAdministratorCommand: Command = {
  name: 'admin create',
  summary: 'Create the first platform administrator, and print a link to choose a password',
  usage: '--email ADDRESS --name NAME [--lang TAG] [--another]',
  description:
    'For whoever runs the server: nobody has to be signed in, and the server may be running. The link works once, for an hour. Staff need a second factor; the account asks for it after the first sign-in.',
  options: [
    { flag: '--email', value: 'ADDRESS', summary: 'By which they sign in; an account that has it becomes one' },
    { flag: '--name', value: 'NAME', summary: 'How they are called' },
    { flag: '--lang', value: 'TAG', summary: 'In which they are written to: en (the default) or zh-CN' },
    { flag: '--another', summary: 'Also where there is a platform administrator already' },
  ],
  examples: ['passerelle admin create --email li.wei@example.org --name "李伟 Li Wei" --lang zh-CN'],
  run: async (context, args) => {
    const [email, name] = [textOf(context, args, 'email'), textOf(context, args, 'name')]
    const lang = args.values['lang'] ?? 'en'
    if (typeof lang !== 'string' || !languages.includes(lang)) {
      context.stderr(`--lang: found '${String(lang)}', expected ${languages.join(' or ')}\n`)
      return exitCode.usage
    }
    if (email === null || name === null) return exitCode.usage
    const another = args.values['another'] === true
    const { baseUrl } = context.settings
    const made = await createAdministrator(await context.database(), baseUrl, { email, name, lang, another })
    context.stdout(inWords(made, context))
    return exitCode.ok
  },
}

/** `passerelle admin link`: for one who is locked out. */
export const linkAdministratorCommand: Command = {
  name: 'admin link',
  summary: 'Print a link by which a platform administrator chooses a new password',
  usage: '--email ADDRESS',
  description: 'The link works once, for an hour. A second factor that was set up is still asked for.',
  options: [{ flag: '--email', value: 'ADDRESS', summary: 'By which they sign in' }],
  examples: ['passerelle admin link --email li.wei@example.org'],
  run: async (context, args) => {
    const email = textOf(context, args, 'email')
    if (email === null) return exitCode.usage
    context.stdout(
      inWords(await linkForAdministrator(await context.database(), context.settings.baseUrl, email), context),
    )
    return exitCode.ok
  },
}

function textOf(context: CommandContext, args: ParsedArgs, name: string): string | null {
  const value = args.values[name]
  if (typeof value === 'string' && value.trim() !== '') return value.trim()
  context.stderr(`--${name} is missing\n`)
  return null
}

function inWords({ link }: OneTimeLink, { settings }: CommandContext): string {
  return `${link}\n\nOpens once, within an hour, on the server at ${settings.baseUrl}. Whoever has it can sign in: hand it over in person.\n`
}
