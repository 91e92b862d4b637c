namespace CrossSell.Tool;

/// <summary>The reader of standard output went away, as <c>head</c> does when it has enough: no reason for a message.</summary>
internal sealed class BrokenPipeException(Exception inner) : Exception("Nobody reads the output any more.", inner);
