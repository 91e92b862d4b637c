namespace CrossSell.ML;

/// <summary>No honest model of buying or spending can be learned from these customers; the message says why, and what would help.</summary>
/// <param name="message">What was seen and what is needed.</param>
public sealed class ValueTrainingException(string message) : InvalidOperationException(message);
