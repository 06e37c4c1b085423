// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { type Bytes, concatBytes, hex } from '../bytes/bytes.ts'
import { utf8 } from '../bytes/utf8.ts'
import { platformCrypto } from '../crypto/crypto.ts'
import { skipWithoutVectors, vector, vectorNames } from '../testing/vectors.ts'
import { consistencyProof, inclusionProof, isConsistent, isIncluded } from './proofs.ts'
import { emptyRoot, leafHash, rangeHash } from './tree-hash.ts'

const sha256 = platformCrypto.sha256

/** MTH of RFC 6962 §2.1 as it is written there, over whole lists. */
async function treeHash(leaves: readonly Bytes[]): Promise<Bytes> {
  const [first] = leaves
  if (first === undefined) return sha256(new Uint8Array(0))
  if (leaves.length === 1) return sha256(concatBytes([0], first))
  let middle = 1
  while (middle * 2 < leaves.length) middle *= 2
  return sha256(concatBytes([1], await treeHash(leaves.slice(0, middle)), await treeHash(leaves.slice(middle))))
}

const leaves = Array.from({ length: 70 }, (_, index) => utf8(`leaf ${index}`))
const hashOf = (height: number, index: number) => treeHash(leaves.slice(index * 2 ** height, (index + 1) * 2 ** height))
const roots = await Promise.all(leaves.map((_, size) => treeHash(leaves.slice(0, size))))
const treeOf = (size: number) => ({ size, root: roots[size] as Bytes })
const hashOfLeaf = async (index: number) => leafHash(platformCrypto, leaves[index] as Bytes)

describe('the Merkle tree', () => {
  it('has the root of RFC 6962 §2.1 at every size', async () => {
    for (const { size, root } of roots.map((_, size) => treeOf(size)))
      assert.equal(hex(await rangeHash(platformCrypto, hashOf, 0, size)), hex(root))
    assert.equal(hex(await emptyRoot(platformCrypto)), hex(roots[0] as Bytes))
  })

  it('proves every leaf of every size to be where it is, and nowhere else', async () => {
    for (let size = 1; size < roots.length; size += size < 20 ? 1 : 7)
      for (let index = 0; index < size; index++) {
        const proof = await inclusionProof(platformCrypto, hashOf, index, size)
        const leaf = await hashOfLeaf(index)
        assert.equal(proof.length <= Math.ceil(Math.log2(size)), true)
        assert.equal(await isIncluded(platformCrypto, leaf, index, treeOf(size), proof), true)
        assert.equal(await isIncluded(platformCrypto, leaf, index ^ 1, treeOf(size), proof), false)
        assert.equal(await isIncluded(platformCrypto, leaf, index, treeOf(size), proof.slice(1)), proof.length === 0)
        assert.equal(await isIncluded(platformCrypto, leaf, index, treeOf(size), [...proof, leaf]), false)
        assert.equal(await isIncluded(platformCrypto, leaf, index, { size, root: roots[0] as Bytes }, proof), false)
      }
  })

  it('proves every size to begin every larger one, and no other root', async () => {
    for (let to = 1; to < roots.length; to += to < 20 ? 1 : 7)
      for (let from = 1; from <= to; from++) {
        const proof = await consistencyProof(platformCrypto, hashOf, from, to)
        assert.equal(await isConsistent(platformCrypto, treeOf(from), treeOf(to), proof), true, `${from} ${to}`)
        const other = { size: from, root: roots[0] as Bytes }
        assert.equal(await isConsistent(platformCrypto, other, treeOf(to), proof), false)
        assert.equal(await isConsistent(platformCrypto, treeOf(from), { ...other, size: to }, proof), false)
        assert.equal(await isConsistent(platformCrypto, treeOf(from), treeOf(to), [...proof, other.root]), false)
        for (const [cut] of proof.entries())
          assert.equal(await isConsistent(platformCrypto, treeOf(from), treeOf(to), proof.toSpliced(cut, 1)), false)
      }
  })

  it('takes neither sizes that are no whole numbers nor hashes of another length', async () => {
    const leaf = await hashOfLeaf(0)
    const one = treeOf(1)
    for (const size of [0.5, -1, Number.NaN, 2 ** 53]) {
      assert.equal(await isIncluded(platformCrypto, leaf, 0, { ...one, size }, []), false)
      assert.equal(await isIncluded(platformCrypto, leaf, size, one, []), false)
      assert.equal(await isConsistent(platformCrypto, { ...one, size }, { ...one, size }, []), false)
    }
    const short = [leaf.subarray(1)]
    assert.equal(await isIncluded(platformCrypto, leaf, 0, treeOf(2), short), false)
    assert.equal(await isConsistent(platformCrypto, one, treeOf(2), short), false)
  })
})

interface MerkleVector {
  leafIdx: number
  treeSize: number
  root: string
  leafHash: string
  size1: number
  size2: number
  root1: string
  root2: string
  proof: string[] | null
  wantErr: boolean
}

const plain = (text: string) => new Uint8Array(Buffer.from(text, 'base64'))

describe('the published vectors of transparency-dev/merkle', { skip: skipWithoutVectors }, () => {
  const files = (folder: string): string[] =>
    vectorNames(folder).flatMap((name) => (name.endsWith('.json') ? [`${folder}/${name}`] : files(`${folder}/${name}`)))

  it('of inclusion hold', async () => {
    const all = files('merkle/inclusion')
    for (const file of all) {
      const { leafIdx, treeSize, root, leafHash, proof, wantErr } = vector<MerkleVector>(file)
      const tree = { size: treeSize, root: plain(root) }
      const holds = await isIncluded(platformCrypto, plain(leafHash), leafIdx, tree, (proof ?? []).map(plain))
      assert.equal(holds, !wantErr, file)
    }
    assert.equal(all.length, 98)
  })

  it('of consistency hold', async () => {
    const all = files('merkle/consistency')
    for (const file of all) {
      const { size1, root1, size2, root2, proof, wantErr } = vector<MerkleVector>(file)
      const [older, newer] = [
        { size: size1, root: plain(root1) },
        { size: size2, root: plain(root2) },
      ]
      assert.equal(await isConsistent(platformCrypto, older, newer, (proof ?? []).map(plain)), !wantErr, file)
    }
    assert.equal(all.length, 98)
  })
})
