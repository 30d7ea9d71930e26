using Microsoft.AspNetCore.Http;

namespace Xtablo.Application.Violations;

public sealed class ReadsTheRequest(HttpContext http)
{
    public string Method => http.Request.Method;
}
