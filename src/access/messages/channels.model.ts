// SPDX-License-Identifier: Apache-2.0
import type { MessageSettings } from '../../kernel/index.ts'

/** Where messages of each kind leave the house, for people to read, without secrets; null: they do not. */
export interface Channels {
  email: { server: string; from: string } | null
  phone: { server: string } | null
}

export function channelsOf({ mail, sms }: MessageSettings): Channels {
  return {
    email: mail === null ? null : { server: `${mail.host}:${mail.port}`, from: mail.from.address },
    phone: sms === null ? null : { server: new URL(sms.url).host },
  }
}
