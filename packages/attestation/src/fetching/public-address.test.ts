// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict'
import { BlockList, isIP } from 'node:net'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { isIpAddress, isPublicAddress } from './public-address.ts'

describe('an IP address', () => {
  it('is public', () => {
    const some = ['1.1.1.1', '9.255.255.255', '11.0.0.0', '172.15.0.1', '172.32.0.1', '193.0.0.1', '223.255.255.255']
    const more = ['2606:4700::1111', '2a00:1450:4001:80b::200e', '2001:200::1', '64:ff9b::1.1.1.1', '64:ff9b::101:101']
    for (const address of [...some, ...more]) assert.equal(isPublicAddress(address), true, address)
  })

  it('is private, of this machine, of this network, of many, of tunnels, or none', () => {
    const four = [
      ...['0.0.0.0', '10.1.2.3', '100.64.0.1', '100.127.255.255', '127.0.0.1', '127.255.255.255', '169.254.169.254'],
      ...['172.16.0.1', '172.31.255.255', '192.0.0.8', '192.0.2.1', '192.88.99.1', '192.168.1.1', '198.18.0.1'],
      ...['198.19.255.255', '198.51.100.1', '203.0.113.1', '224.0.0.1', '239.1.1.1', '240.0.0.1', '255.255.255.255'],
    ]
    const six = [
      ...['::', '::1', '::ffff:127.0.0.1', '::ffff:8.8.8.8', '::8.8.8.8', 'fc00::1', 'fd12::1', 'fe80::1', 'fec0::1'],
      ...['ff02::1', '2001::1', '2001:10::1', '2001:db8::1', '2002:7f00:1::', '3fff::1', '64:ff9b::10.0.0.1'],
      ...['64:ff9b:1::1', '100::1', '4000::1', 'fe80::1%eth0', '2606:4700::1111%1'],
    ]
    const none = [
      '',
      '1.1.1',
      '1.1.1.1.1',
      '01.1.1.1',
      '256.1.1.1',
      '0x1.1.1.1',
      '1:2',
      ':::',
      '2606::1::1',
      '2606:12345::',
    ]
    for (const address of [...four, ...six, ...none]) assert.equal(isPublicAddress(address), false, address)
  })

  it('is told from others as Node does', () => {
    const groups = fc.array(fc.constantFrom('', '0', '1', 'ffff', '2001', '12345', '1.2.3.4', '1.2.3'), {
      maxLength: 9,
    })
    fc.assert(
      fc.property(
        fc.oneof(
          fc.ipV4(),
          fc.ipV6(),
          groups.map((all) => all.join(':')),
        ),
        (text) => {
          assert.equal(isIpAddress(text), isIP(text) !== 0, text)
        },
      ),
      { numRuns: 3000, seed: 20261122 },
    )
  })

  it('is within the blocks that Node finds it in', () => {
    const closed = new BlockList()
    closed.addSubnet('10.0.0.0', 8)
    closed.addSubnet('172.16.0.0', 12)
    closed.addSubnet('100.64.0.0', 10)
    closed.addSubnet('fc00::', 7, 'ipv6')
    closed.addSubnet('2001:db8::', 32, 'ipv6')
    fc.assert(
      fc.property(fc.oneof(fc.ipV4(), fc.ipV6()), (text) => {
        if (closed.check(text, isIP(text) === 4 ? 'ipv4' : 'ipv6')) assert.equal(isPublicAddress(text), false, text)
      }),
      { numRuns: 3000, seed: 20261122 },
    )
  })
})
