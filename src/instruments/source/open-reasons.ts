// SPDX-License-Identifier: Apache-2.0
import { formatPlainDate } from '../../kernel/index.ts'
import type { LocalizedText } from './fields.ts'

/** Why nothing new follows from an agreement, as the title of its rule says it. */
export function closed(
  how: 'suspended' | 'ended',
  { from, reason }: { from: string; reason?: LocalizedText | undefined },
): LocalizedText {
  const [en, chinese] = how === 'suspended' ? ['suspended', '中止执行'] : ['ended', '终止']
  return {
    en: `agreement ${en} from ${formatPlainDate(from, 'en')}${reason === undefined ? '' : `: ${reason.en}`}`,
    'zh-CN': `协议自${formatPlainDate(from, 'zh-CN')}起${chinese}${reason === undefined ? '' : `：${reason['zh-CN']}`}`,
  }
}
