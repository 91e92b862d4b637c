namespace CrossSell.Tool.Tests;

/// <summary>What is special about the surroundings of a run.</summary>
internal sealed record ToolRunSettings
{
    /// <summary>What stands on standard input.</summary>
    public byte[] Input { get; init; } = [];

    /// <summary>Takes standard output; null to collect it.</summary>
    public Stream? Output { get; init; }

    public bool Terminal { get; init; }

    public TimeProvider Clock { get; init; } = TimeProvider.System;

    public CancellationToken Cancellation { get; init; }
}
