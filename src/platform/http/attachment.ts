/** What RFC 8187 lets stand in an extended value, beyond encodeURIComponent's own. */
function encodeExtended(text: string): string {
  return encodeURIComponent(text).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}

/** Content-Disposition of a download (RFC 6266): the name in plain letters, and as it is for those who know better. */
export function attachment(fileName: string): string {
  const name = fileName.toWellFormed()
  const plain = name.replace(/[^ !#$&'()+,\-.0-9;=@A-Z[\]^_`a-z{}~]/g, '_')
  return `attachment; filename="${plain}"; filename*=UTF-8''${encodeExtended(name)}`
}
