// SPDX-License-Identifier: Apache-2.0
export type { App } from './app.ts'
export { type Clock, fixedClock, systemClock } from './clock.ts'
export {
  type Command,
  type CommandContext,
  type CommandOption,
  exitCode,
  type ParsedArgs,
} from './command.ts'
export { knownVariables, strangeVariables } from './known-environment.ts'
export { type Localized, pick } from './localized.ts'
export { createLogger, type Logger, silentLogger } from './logger.ts'
export { type MailSettings, type MessageSettings, readMessageSettings, type SmsSettings } from './message-settings.ts'
export { editDistance } from './nearest.ts'
export { isOutage, mayPass } from './outage.ts'
export { daysInMonth, formatPlainDate, isPlainDate, type PlainDate, parsePlainDate, today } from './plain-date.ts'
export { type FieldError, Problem, type ProblemCode, type ProblemOptions, type Told } from './problem.ts'
export { keepRounds, type Round, type Rounds } from './rounds.ts'
export { type Environment, type LogLevel, logLevels, readSettings, type Settings } from './settings.ts'
