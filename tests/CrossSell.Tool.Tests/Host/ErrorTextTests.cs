namespace CrossSell.Tool.Tests.Host;

public sealed class ErrorTextTests
{
    [Fact]
    public void An_exception_that_nobody_foresaw_is_called_a_defect_in_two_lines()
    {
        (int exitCode, string text) = ErrorText.Of(new InvalidOperationException("first\nsecond"), "crosssell mine", cancelled: false);
        Assert.Equal(ExitCode.Failure, exitCode);
        Assert.Equal(
            "crosssell mine: unexpected InvalidOperationException: first second\nThis is a defect, please report it; --debug shows where it happened.",
            text.ReplaceLineEndings("\n"));
    }

    [Fact]
    public void A_cancellation_that_nobody_asked_for_is_a_defect_too() =>
        Assert.Contains("defect", ErrorText.Of(new OperationCanceledException(), "crosssell", cancelled: false).Text, StringComparison.Ordinal);

    [Fact]
    public void A_full_disk_is_told_and_a_reader_that_went_away_is_not()
    {
        Assert.Equal((ExitCode.Failure, "crosssell: No space left on device"), ErrorText.Of(new IOException("No space left on device"), "crosssell", cancelled: false));
        Assert.Equal((ExitCode.Failure, ""), ErrorText.Of(new BrokenPipeException(new IOException()), "crosssell", cancelled: false));
    }
}
