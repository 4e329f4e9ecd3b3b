/// A bar on standard error for work that takes over a second; nothing where no screen is.
final class Progress {
  private let label: String
  private let start = Clock.seconds
  private var lastShown = 0.0
  private var isShown = false

  /// - Parameter label: "Importing".
  init(_ label: String) {
    self.label = label
  }

  /// Shows how far it is.
  /// - Parameter share: from 0 to 1.
  func advance(to share: Double, _ words: @autoclosure () -> String) {
    guard Terminal.standardError.isScreen else { return }
    let now = Clock.seconds
    guard now - start > 1, now - lastShown > 0.1 else { return }
    lastShown = now
    isShown = true
    let width = 24
    let filled = Int(share * Double(width))
    let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: width - filled)
    Terminal.tellProgress("\r\u{1B}[K\(label) \(bar) \(Int(share * 100))% \(words())")
  }

  /// Takes the bar away.
  func finish() {
    if isShown { Terminal.tellProgress("\r\u{1B}[K") }
    isShown = false
  }
}
