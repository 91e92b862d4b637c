namespace CrossSell.Tool;

/// <summary>The command cannot be done; the message is one or two plain sentences for the person at the keyboard.</summary>
internal sealed class FailureException(string message, Exception? inner = null) : Exception(message, inner);
