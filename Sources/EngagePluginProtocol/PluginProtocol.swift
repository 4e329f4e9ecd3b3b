/// How Engage and a plugin in another language talk: a JSON object on each line, in UTF-8.
///
/// `PROTOCOL.md` beside this file tells it message by message.
public enum PluginProtocol {
  /// The number of the protocol; both sides must speak the same.
  public static let version = 1
}
