import EngageDisclosure
import Testing

@Suite struct RecordKeysTests {
  /// Python: hmac.new(bytes(range(32)), (7).to_bytes(8, "big"), "sha256").hexdigest()[:20]
  @Test func aKeyIsTheHashThatPythonMakes() {
    #expect(RecordKeys(secret: Array(0..<32)).key(of: 7) == "dd12e3f09e85b8f1646d")
  }

  @Test func twoRecipientsShareNoKey() {
    let one = RecordKeys(secret: RecordKeys.newSecret())
    let other = RecordKeys(secret: RecordKeys.newSecret())
    let keys = Set((0..<1_000).flatMap { [one.key(of: $0), other.key(of: $0)] })
    #expect(keys.count == 2_000)
    #expect(one.key(of: 5) == one.key(of: 5))
  }
}
