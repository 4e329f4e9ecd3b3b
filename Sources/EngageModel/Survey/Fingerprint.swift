import FoundationEssentials

extension Survey {
  /// A fingerprint of everything the survey says (comments and layout of its file aside): FNV-1a, 64 bits, in
  /// hexadecimal (Fowler, Noll and Vo, "The FNV Non-Cryptographic Hash Algorithm"), over the sorted JSON form.
  /// - Throws: `EncodingError` if a number of the survey is not finite.
  public func fingerprint() throws -> String { try EngageModel.fingerprint(of: self) }
}

extension Codebook {
  /// A fingerprint of everything the codebook says, made as that of a survey.
  /// - Throws: `EncodingError`.
  public func fingerprint() throws -> String { try EngageModel.fingerprint(of: self) }
}

private func fingerprint(of value: some Encodable) throws -> String {
  let encoder = JSONEncoder()
  encoder.outputFormatting = [.sortedKeys]
  var hash: UInt64 = 0xcbf2_9ce4_8422_2325
  for byte in try encoder.encode(value) {
    hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3
  }
  let digits = String(hash, radix: 16)
  return String(repeating: "0", count: 16 - digits.count) + digits
}
