// SPDX-License-Identifier: Apache-2.0
import type { Shape } from './shape.ts'

const sri = /^sha(?:256|384|512)-[A-Za-z0-9+/_-]+={0,2}$/

/** Resources that a credential rests on (VCDM §5.3): each once, with an address and at least one digest. */
export function checkRelatedResources(resources: Shape): void {
  const seen = new Set<string>()
  for (const entry of resources.entries()) {
    if (entry.object('credential-resource-invalid') === null) continue
    const id = entry.member('id').address('credential-resource-invalid')
    if (id !== null && seen.has(id))
      entry.member('id').report('credential-resource-invalid', 'this resource stands there twice')
    if (id !== null) seen.add(id)
    checkDigests(entry)
    const mediaType = entry.member('mediaType')
    if (!mediaType.missing && (typeof mediaType.value !== 'string' || !/^[^\s/]+\/[^\s/]+$/.test(mediaType.value)))
      mediaType.report('credential-resource-invalid', 'expected a media type')
  }
}

function checkDigests(entry: Shape): void {
  const digests = [entry.member('digestSRI'), entry.member('digestMultibase')] as const
  if (digests.every(({ missing }) => missing)) entry.report('credential-resource-invalid', 'expected a digest')
  const [integrity, multibase] = digests
  if (!integrity.missing && (typeof integrity.value !== 'string' || !sri.test(integrity.value)))
    integrity.report('credential-resource-invalid', 'expected a digest as of Subresource Integrity')
  if (!multibase.missing && (typeof multibase.value !== 'string' || !/^[zu][A-Za-z0-9_-]+$/.test(multibase.value)))
    multibase.report('credential-resource-invalid', "expected a digest in multibase, 'z…' or 'u…'")
}
