using System.Text.Json.Serialization;

namespace Xtablo.Web.Api;

/// <summary>Why a request of a program was refused (RFC 9457).</summary>
/// <param name="Title">The reason phrase of the status.</param>
/// <param name="Detail">A sentence in the language of the request.</param>
public sealed record ProblemJson(string Type, string Title, int Status, string Detail)
{
    public const string ContentType = "application/problem+json";

    /// <summary>Names the rule that was broken, such as <c>body.too-long</c>.</summary>
    public required string Code { get; init; }

    /// <summary>The errors of each field; absent when the fault is with the request as a whole.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, string[]>? Errors { get; init; }

    /// <summary>The message in its current state, when another change came first; else absent.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public MessageJson? Message { get; init; }

    /// <summary>Identifies the request in the log; present only when the fault is the server's.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Reference { get; init; }
}
