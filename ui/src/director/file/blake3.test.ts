import { blake3 } from '@noble/hashes/blake3.js'
import { expect, test } from 'vitest'

/** From the test vectors that BLAKE3 publishes: input lengths and the first 32 bytes of the keyed hash. */
const key = new TextEncoder().encode('whats the Elvish word for friend')
const vectors = [
  [0, '92b2b75604ed3c761f9d6f62392c8a9227ad0ea3f09573e783f1498a4ed60d26'],
  [1, '6d7878dfff2f485635d39013278ae14f1454b8c0a3a2d34bc1ab38228a80c95b'],
  [1024, '75c46f6f3d9eb4f55ecaaee480db732e6c2105546f1e675003687c31719c7ba4'],
] as const

test('replies are signed as BLAKE3 publishes it', () => {
  for (const [length, hash] of vectors) {
    const input = Uint8Array.from({ length }, (_, at) => at % 251)
    const made = [...blake3(input, { key })].map((byte) => byte.toString(16).padStart(2, '0')).join('')
    expect(made).toBe(hash)
  }
})
