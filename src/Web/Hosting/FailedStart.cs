using System.Globalization;
using System.Net.Sockets;
using System.Reflection;
using Microsoft.AspNetCore.Connections;
using Xtablo.Application.Operation;

namespace Xtablo.Web.Hosting;

/// <summary>What is said about a start, or a verb, that failed: a sentence for the person who asked for it.</summary>
internal static class FailedStart
{
    private const string Level = "Logging__LogLevel__Default";

    /// <summary>False where the program runs within another, such as a test: that wants the failure itself.</summary>
    public static bool IsForPeople => Assembly.GetEntryAssembly() == typeof(Program).Assembly;

    /// <exception cref="OperatorException">This .NET has no languages.</exception>
    public static void RefuseWithoutLanguages()
    {
        try
        {
            _ = CultureInfo.GetCultureInfo("fr", predefinedOnly: true);
        }
        catch (CultureNotFoundException)
        {
            throw new OperatorException(
                "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT: Xtablo cannot do without languages, for pages in French and for accents; "
                + "leave it out, and install ICU (on Debian the package libicu).");
        }
    }

    /// <summary>Returns one line; with a log at Debug or lower the trace is below it.</summary>
    /// <param name="asked">What was asked for: <c>start</c>, or <c>do this</c>.</param>
    public static string SentenceFor(Exception failure, string asked, IConfiguration? configuration)
    {
        var sentence = KnownSentenceFor(failure)
            ?? $"Xtablo could not {asked}: {failure.GetBaseException().Message} ({failure.GetBaseException().GetType().Name}; "
                + $"{Level}=Debug shows where)";
        var level = configuration?["Logging:LogLevel:Default"] ?? Environment.GetEnvironmentVariable(Level);
        var line = string.Join(' ', sentence.Split((char[]?)['\r', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries));
        return level is "Debug" or "Trace" ? $"{line}{Environment.NewLine}{failure}" : line;
    }

    private static string? KnownSentenceFor(Exception failure) => failure switch
    {
        SettingException or OperatorException => failure.Message,
        IOException { InnerException: AddressInUseException } =>
            $"ASPNETCORE_URLS: {failure.Message} Another program listens there; stop it or choose another address.",
        SocketException => $"ASPNETCORE_URLS: this address cannot be listened on: {failure.Message}",
        FormatException when failure.StackTrace?.Contains("BindingAddress", StringComparison.Ordinal) is true =>
            $"ASPNETCORE_URLS: {failure.Message}",
        _ => null,
    };
}
