import assert from 'node:assert/strict'
import path from 'node:path'
import { test } from 'node:test'
import { readConfig } from './config.ts'

test('nothing set gives the built-in database and an address on this machine', () => {
  const config = readConfig({})
  assert.equal(config.databaseUrl, undefined)
  assert.equal(config.dataFolder, path.resolve('data'))
  assert.equal(config.baseUrl, 'http://localhost:3000')
  assert.equal(config.isSecure, false)
})

test('an empty setting counts as not set', () => {
  assert.equal(readConfig({ DATABASE_URL: '', PORT: '' }).port, 3000)
})

test('the address people use decides whether cookies are for https only', () => {
  const config = readConfig({ BASE_URL: 'https://plans.example.org/' })
  assert.equal(config.baseUrl, 'https://plans.example.org')
  assert.equal(config.isSecure, true)
})

test('every wrong setting is named in one go', () => {
  assert.throws(
    () => readConfig({ PORT: 'eighty', DATABASE_URL: 'mysql://x', BASE_URL: 'plans', LOG_LEVEL: 'loud' }),
    (fault: Error) =>
      ['PORT:', 'DATABASE_URL:', 'BASE_URL:', 'LOG_LEVEL:'].every((name) => fault.message.includes(name)),
  )
})
