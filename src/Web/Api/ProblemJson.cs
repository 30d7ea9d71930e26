using System.Text.Json.Serialization;

namespace Xtablo.Web.Api;

/// <summary>Why a program was refused (RFC 9457).</summary>
/// <param name="Title">The phrase of the status.</param>
/// <param name="Detail">A sentence in the language that was asked for.</param>
public sealed record ProblemJson(string Type, string Title, int Status, string Detail)
{
    public const string ContentType = "application/problem+json";

    /// <summary>Names the rule that was broken, such as <c>body.too-long</c>.</summary>
    public required string Code { get; init; }

    /// <summary>For each field what is wrong with it; absent when it was the whole request.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, string[]>? Errors { get; init; }

    /// <summary>The message as it is now, where another change was first; else absent.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public MessageJson? Message { get; init; }

    /// <summary>Finds the request in the log; only where the fault is ours.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Reference { get; init; }
}
