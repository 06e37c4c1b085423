// SPDX-License-Identifier: Apache-2.0
import type { Words } from '../../../ui/index.ts'
import type { FollowState } from './law-views.model.ts'

/** A button to be told of changes, or no longer; who has not signed in is led to where they can. */
export function Follow({ words, follow }: { words: Words; follow: FollowState | null }) {
  if (follow === null) return null
  const { kind, thing, follows, back } = follow
  if (follows === null)
    return (
      <p class="follow no-print">
        <a class="act" href={`/sign-in?next=${encodeURIComponent(back)}`}>
          {words.t('following.sign-in')}
        </a>
      </p>
    )
  return (
    <form class="follow no-print" method="post" action={follows ? '/following/end' : '/following'}>
      <input type="hidden" name="kind" value={kind} />
      <input type="hidden" name="thing" value={thing} />
      <input type="hidden" name="back" value={back} />
      {follows ? <span>{words.t(`following.yes.${kind}`)}</span> : null}
      <button class="button quiet" type="submit">
        {words.t(follows ? 'following.end' : `following.ask.${kind}`)}
      </button>
      {follows ? <a href="/following">{words.t('following.all')}</a> : null}
    </form>
  )
}
