/** A compound file with empty streams of these names: enough to be told apart, as .doc, .xls or password-protected. */
export function compoundFile(streams: readonly string[]): Uint8Array {
  const sectors = 2 + Math.ceil((streams.length + 1) / 4)
  const file = Buffer.alloc(512 * sectors)
  Buffer.from('d0cf11e0a1b11ae1', 'hex').copy(file)
  file.writeUInt16LE(0x3e, 24)
  file.writeUInt16LE(3, 26)
  file.writeUInt16LE(0xfffe, 28)
  file.writeUInt16LE(9, 30)
  file.writeUInt16LE(6, 32)
  file.writeUInt32LE(1, 44)
  file.writeUInt32LE(1, 48)
  file.fill(0xff, 76, 512)
  file.writeUInt32LE(0, 76)
  // Sector 0 is the table of sectors: itself, then the chain of the directory.
  file.fill(0xff, 512, 1024)
  file.writeUInt32LE(0xffff_fffd, 512)
  for (let sector = 1; sector < sectors - 1; sector++) {
    file.writeUInt32LE(sector === sectors - 2 ? 0xffff_fffe : sector + 1, 512 + sector * 4)
  }
  ;['Root Entry', ...streams].forEach((name, at) => {
    const entry = 1024 + at * 128
    file.write(name, entry, 'utf16le')
    file.writeUInt16LE(name.length * 2 + 2, entry + 64)
    file[entry + 66] = at === 0 ? 5 : 2
  })
  return file
}
