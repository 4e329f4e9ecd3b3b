extension LinearPattern {
  /// For each of the 256 bytes whether a match may start with it: a quick way to see where trying is of no use.
  /// Upper and lower case are both among them, whether the pattern tells them apart or not.
  public var possibleFirstBytes: [Bool] {
    var parser = PatternParser(source, ignoresCase: true)
    guard let node = try? parser.parse(), let program = try? PatternProgram(node) else {
      return Array(repeating: true, count: 256)
    }
    return (UInt8.min...UInt8.max).map { program.mayStart(with: $0) }
  }
}
