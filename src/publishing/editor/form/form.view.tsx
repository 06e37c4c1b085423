// SPDX-License-Identifier: Apache-2.0
import type { ComponentChildren } from 'preact'
import { ChoiceField, type FormError, FormField, type Words } from '../../../ui/index.ts'
import { NameList, PickField } from '../names/pick-field.view.tsx'
import type { ChecksNode, FieldNode, FormNode, GroupNode, ShownForm } from './form-node.model.ts'

interface Props {
  words: Words
  form: ShownForm
  action: string
  version: number
  /** What stands beside the button that saves. */
  children?: ComponentChildren
  mayEdit: boolean
}

/** A form of anything that the format of law holds; it works without a script: each button sends the whole of it. */
export function LawForm({ words, form, action, version, children, mayEdit }: Props) {
  return (
    <form method="post" action={action} class="editor-form" id="form">
      <button class="hidden" type="submit" name="act" value="save" tabIndex={-1} aria-hidden="true">
        {words.t('editor.save')}
      </button>
      <input type="hidden" name="version" value={version} />
      {form.marks.map(({ name, value }) => (
        <input type="hidden" name={name} value={value} />
      ))}
      {form.nodes.map((node) => (
        <Node words={words} node={node} />
      ))}
      <Add words={words} path="" add={form.add} />
      {mayEdit ? (
        <div class="submit acts">
          <button class="button" type="submit" name="act" value="save">
            {words.t('editor.save')}
          </button>
          <button class="button quiet" type="submit" name="act" value="look">
            {words.t('editor.look')}
          </button>
        </div>
      ) : null}
      {children}
      {form.lists.map(({ id, names }) => (
        <NameList id={id} names={names} />
      ))}
    </form>
  )
}

function Node({ words, node }: { words: Words; node: FormNode }) {
  if (node.kind === 'field') return <Field node={node} />
  if (node.kind === 'checks') return <Checks node={node} />
  return <Group words={words} node={node} />
}

const errorsOf = ({ name, error }: { name: string; error?: string }): FormError[] =>
  error === undefined ? [] : [{ field: name, text: error }]

function Field({ node }: { node: FieldNode }) {
  const { name, label, control, value, list, options } = node
  const errors = errorsOf(node)
  if (control === 'select')
    return <ChoiceField name={name} label={label} options={options ?? []} value={value} errors={errors} />
  if (list !== undefined) return <PickField name={name} label={label} value={value} list={list} errors={errors} />
  if (control === 'area') return <FormField name={name} label={label} value={value} rows={3} errors={errors} />
  const inputMode = control === 'number' ? { inputMode: 'numeric' as const } : {}
  const type = control === 'date' ? 'date' : 'text'
  return <FormField name={name} label={label} value={value} type={type} errors={errors} {...inputMode} />
}

function Checks({ node: { name, label, boxes, error } }: { node: ChecksNode }) {
  return (
    <fieldset class="form-field" id={name}>
      <legend>{label}</legend>
      {error === undefined ? null : <p class="field-error">{error}</p>}
      <div class="choices">
        {boxes.map((box) => (
          <label class="choice">
            <input type="checkbox" name={box.name} value={box.value} checked={box.checked} />
            {box.label}
          </label>
        ))}
      </div>
    </fieldset>
  )
}

function Group({ words, node }: { words: Words; node: GroupNode }) {
  const { name, label, framed, row, nodes, add, addTo = name, acts, error } = node
  // Around a single field the field is the place.
  const own = nodes.some((one) => one.kind !== 'group' && one.name === name)
  return (
    <fieldset class={framed ? 'node' : 'rows'} id={own ? undefined : name}>
      <legend class={framed ? '' : 'hidden'}>{label}</legend>
      {error === undefined ? null : <p class="field-error">{error}</p>}
      <div class={row ? 'pair' : ''}>
        {nodes.map((one) => (
          <Node words={words} node={one} />
        ))}
      </div>
      <Add words={words} path={addTo} add={add} />
      <NodeActs words={words} name={name} label={label} acts={acts} />
    </fieldset>
  )
}

function NodeActs({ words, name, label, acts }: { words: Words } & Pick<GroupNode, 'name' | 'label' | 'acts'>) {
  const { wrap = [], unwrap = false } = acts
  const verbs = (['up', 'down', 'remove'] as const).filter((verb) => acts[verb])
  return (
    <>
      <p class="node-acts">
        {verbs.map((verb) => (
          <button
            class="link"
            type="submit"
            name="act"
            value={`${verb}:${name}`}
            aria-label={words.t(`editor.${verb}.named`, { label })}
          >
            {verb === 'remove' ? words.t('editor.remove.named', { label }) : words.t(`editor.${verb}`)}
          </button>
        ))}
        {unwrap ? (
          <button
            class="link"
            type="submit"
            name="act"
            value={`unwrap:${name}`}
            aria-label={words.t('editor.unwrap.named', { label })}
          >
            {words.t('editor.unwrap')}
          </button>
        ) : null}
      </p>
      {wrap.length === 0 ? null : (
        <details class="node-wrap">
          <summary>
            {words.t('editor.wrap')} <span class="hidden">{label}</span>
          </summary>
          <div class="node-acts">
            {wrap.map((group) => (
              <button class="link" type="submit" name="act" value={`wrap-${group.value}:${name}`}>
                {group.label} <span class="hidden">{label}</span>
              </button>
            ))}
          </div>
        </details>
      )}
    </>
  )
}

function Add({ words, path, add }: { words: Words; path: string; add: GroupNode['add'] }) {
  if (add === null) return null
  const id = `new:${path}`
  return (
    <div class="node-add">
      {add.options.length === 0 ? null : (
        <>
          <label class="hidden" for={id}>
            {add.label}
          </label>
          <select id={id} name={id}>
            <option value="">{add.label}</option>
            {add.options.map(({ value, label }) => (
              <option value={value}>{label}</option>
            ))}
          </select>
        </>
      )}
      <button class="button quiet" type="submit" name="act" value={`add:${path}`}>
        {words.t('editor.add')}
      </button>
    </div>
  )
}
