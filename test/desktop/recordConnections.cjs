// Loaded into Electron's main process before the app: writes every address that Node connects to into a file.
const { appendFileSync } = require('node:fs')
const { Socket } = require('node:net')

const file = process.env.LINESIDE_CONNECTIONS
const connect = Socket.prototype.connect
if (file !== undefined) {
  Socket.prototype.connect = function (...args) {
    // Node's own callers pass their arguments in an array.
    const [first, second] = Array.isArray(args[0]) ? args[0] : args
    const { path, host, port } = typeof first === 'object' ? first : typeof first === 'string' ? { path: first } : { port: first, host: second }
    appendFileSync(file, `${path ?? `${typeof host === 'string' ? host : 'localhost'}:${port}`}\n`)
    return connect.apply(this, args)
  }
}
