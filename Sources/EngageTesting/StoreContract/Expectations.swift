import EngageStore

func expect(_ holds: Bool, _ promise: @autoclosure () -> String) throws {
  if !holds { throw BrokenPromise(promise()) }
}

func expectEqual<Value: Equatable>(_ found: Value, _ expected: Value, _ what: String) throws {
  if found != expected { throw BrokenPromise("\(what): expected \(expected), found \(found)") }
}

func expectRefusal(_ expected: StoreError, _ body: () throws -> Void) throws {
  do {
    try body()
  } catch let error as StoreError {
    try expectEqual(error, expected, "the refusal")
    return
  }
  throw BrokenPromise("expected the refusal \(expected), but all went well")
}
