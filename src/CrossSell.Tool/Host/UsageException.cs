namespace CrossSell.Tool;

/// <summary>The command line is wrong; the message says what was seen and what is expected.</summary>
internal sealed class UsageException(string message) : Exception(message);
