// SPDX-License-Identifier: Apache-2.0
import type { Words } from '../../ui/index.ts'

interface TakeAwayProps {
  words: Words
  /** Address of the question that can be given to others. */
  share: string
  /** Id of the form that carries the question and the answers. */
  form: string
  /** There are credit rules in the place. */
  credits: boolean
}

/** Everything that can be done with an answer as a whole. */
export function TakeAway({ words, share, form, credits }: TakeAwayProps) {
  return (
    <section class="section take-away" aria-labelledby="section-take">
      <h2 id="section-take" class="no-print">
        {words.t('answer.take')}
      </h2>
      <p class="row no-print">
        <Sent words={words} form={form} />
        <button type="button" class="button quiet" data-print hidden>
          {words.t('answer.print')}
        </button>
        <Paper words={words} form={form} />
        {credits ? (
          <button type="submit" class="button quiet" form={form} formaction="/credits" data-sends>
            {words.t('credit.count-answer')}
          </button>
        ) : null}
      </p>
      <p class="small muted no-print">{words.t('answer.pdf.means')}</p>
      <Then words={words} form={form} />
      <p class="small">
        <a href={share} class="share">
          {words.t('answer.share')}
        </a>
        <span class="muted"> {words.t('answer.share.means')}</span>
      </p>
    </section>
  )
}

/** Without a script the server gets the question and the answers once more and keeps nothing; with one they are made on the device. */
function Sent({ words, form }: { words: Words; form: string }) {
  return (
    <>
      <button type="submit" class="button quiet" form={form} formaction="/compare">
        {words.t('compare.open')}
      </button>
      <button type="submit" class="button quiet" form={form} formaction="/answer.json">
        {words.t('answer.download')}
      </button>
    </>
  )
}

/** The one thing that only the server makes, in the language of the page; it says that it sends what was answered. */
function Paper({ words, form }: { words: Words; form: string }) {
  return (
    <button
      type="submit"
      class="button quiet"
      form={form}
      formaction="/answer.pdf"
      name="lang"
      value={words.lang}
      data-sends
    >
      {words.t('answer.pdf')}
    </button>
  )
}

/** Only the server knows what was answered on an earlier day; it says that it sends. */
function Then({ words, form }: { words: Words; form: string }) {
  return (
    <div class="no-print">
      <p class="row">
        <label for="day">{words.t('thennow.day')}</label>
        <input type="date" id="day" name="day" form={form} aria-describedby="day-sends" />
        <button type="submit" class="button quiet" form={form} formaction="/then" data-sends>
          {words.t('thennow.compare')}
        </button>
      </p>
      <p class="small muted" id="day-sends">
        {words.t('thennow.sends')}
      </p>
    </div>
  )
}
