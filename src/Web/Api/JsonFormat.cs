using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using Xtablo.Domain.Discussions;
using Xtablo.Web.Realtime;

namespace Xtablo.Web.Api;

/// <summary>Renders rows as the JSON of the API.</summary>
internal sealed class JsonFormat(JsonRow json, IOptions<JsonOptions> options) : IRowFormat
{
    public ValueTask<string> RenderAsync(MessageRow row) =>
        new(JsonSerializer.Serialize(json.Of(row), options.Value.JsonSerializerOptions));
}
