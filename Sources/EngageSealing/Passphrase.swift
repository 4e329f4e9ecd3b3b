/// The words that open a sealed file. They are never printed, and wiped from this program's memory when done with.
public final class Passphrase: Sendable {
  /// In characters: what is shorter can be guessed.
  public static let shortest = 12

  private let memory: Memory

  /// Holds the bytes where nothing copies or changes them.
  private struct Memory: @unchecked Sendable {
    let bytes: UnsafeMutableBufferPointer<UInt8>
  }

  var bytes: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(memory.bytes) }

  /// - Parameter text: as typed, without the end of the line.
  public init(_ text: String) {
    let copy = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: text.utf8.count)
    _ = copy.initialize(from: text.utf8)
    memory = Memory(bytes: copy)
  }

  deinit {
    Wiped.zero(UnsafeMutableRawBufferPointer(memory.bytes))
    memory.bytes.deallocate()
  }

  /// Why a text should not seal anything, in words that follow "the passphrase"; `nil` for one that may.
  public static func weakness(of text: String) -> String? {
    let told = text.filter { !$0.isWhitespace }
    if text.count < shortest { return "has fewer than \(shortest) characters, and would be guessed" }
    if Set(told.lowercased()).count < 6 { return "repeats a few characters, and would be guessed" }
    return nil
  }

  /// How to find a better one.
  public static let advice =
    "take four words that have nothing to do with one another or with you, with blanks between them"
}
