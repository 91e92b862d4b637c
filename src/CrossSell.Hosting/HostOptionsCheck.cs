using Microsoft.Extensions.Options;

namespace CrossSell.Hosting;

/// <summary>Tells at start everything that is wrong, of configuration and of code.</summary>
internal sealed class HostOptionsCheck(CrossSellBuilder builder) : IValidateOptions<CrossSellHostOptions>
{
    public ValidateOptionsResult Validate(string? name, CrossSellHostOptions options) =>
        builder.Failures(options).ToArray() is { Length: > 0 } failures ? ValidateOptionsResult.Fail(failures) : ValidateOptionsResult.Success;
}
